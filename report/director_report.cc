#include "report/director_report.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.hh"
#include "report/charts.hh"
#include "report/coverage_counts.hh"
#include "report/html.hh"
#include "report/typed_date.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

constexpr std::size_t kUnitsShown = 12, kDuesShown = 5, kRowsOfAnnex = 500;
constexpr const char* kDocuments = "văn bản theo sổ đăng ký";

std::string percent_text(const Count& c) { return c.percent() < 0 ? "–" : fmt::format("{:.2f} %", c.percent()); }

std::string tile(const std::string& value, std::string_view label, bool bad = false) {
  return fmt::format("<div class=\"tile{}\"><b>{}</b><span>{}</span></div>\n", bad ? " bad" : "", escaped(value), escaped(label));
}

std::vector<Bar> bars_of(const std::vector<Count>& counts, std::size_t most) {
  std::vector<Bar> out;
  for (const Count& c : counts)
    if (c.expected > 0 && out.size() < most) out.push_back({c.name.empty() ? "–" : c.name, fmt::format("{}/{}", c.digitized, c.expected), c.percent()});
  return out;
}

std::vector<Due> in_group(const std::vector<Due>& all, DueGroup group) {
  std::vector<Due> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](const Due& d) { return d.group == group; });
  return out;
}

Listing short_dues(const std::vector<Due>& all) {
  Listing out{{{"due", tr("Due"), true}, {"task", tr("Task")}, {"lead", tr("Lead unit")}, {"document", tr("Document"), true}, {"page", tr("Page")}}, {}};
  for (const Due& d : all)
    out.rows.push_back({day_first(d.day), d.deadline.task.empty() ? d.deadline.phrase : d.deadline.task, d.deadline.lead,
                        d.number.empty() ? d.path : doubted(d.number, d.number_sure), d.deadline.evidence.page});
  return out;
}

double target_of(const DirectorReport& report) {
  for (const Indicator& one : report.indicators)
    if (one.id == "so_hoa_van_ban" && one.target) return *one.target;
  return -1.0;
}

std::string section(const char* title, const Listing& listing, std::size_t most) {
  if (listing.rows.empty()) return {};
  return fmt::format("<h2>{} ({})</h2>\n", escaped(title), listing.rows.size()) + html_table(listing, most);
}

}  // namespace

CoverageReport within(CoverageReport report, const Period& period) {
  const auto scan_outside = [&](std::size_t s) { return !period.holds(report.scans()[s].date); };
  Coverage& c = report.coverage;
  constexpr auto kGone = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> place(report.book.rows.size(), kGone);
  std::vector<RegisterRow> rows;
  for (std::size_t r = 0; r < place.size(); ++r)
    if (period.holds(report.book.rows[r].date)) {
      place[r] = static_cast<std::uint32_t>(rows.size());
      rows.push_back(report.book.rows[r]);
    }
  report.book.rows = std::move(rows);
  const auto gone = [&](const auto& row) { return place[row] == kGone; };
  for (std::vector<Match>* matches : {&c.matches, &c.page_differences}) {
    std::erase_if(*matches, [&](const Match& m) { return gone(m.row); });
    for (Match& m : *matches) m.row = place[m.row];
  }
  std::erase_if(c.missing, gone);
  for (std::size_t& r : c.missing) r = place[r];
  std::erase_if(c.unexpected, scan_outside);
  std::erase_if(c.unreadable, scan_outside);
  std::erase_if(c.duplicates, [&](const Duplicate& d) { return scan_outside(d.scan); });
  c.total = total_count(report.book, report.scans(), c, period.to);
  c.total.unreadable += static_cast<int>(report.failures.size());  // of an unknown day
  return report;
}

Figures figures_of(const CoverageReport& report, const Period& period) {
  const Count& c = report.coverage.total;
  const auto figure = [&](int n) { return Figure{n, kDocuments, period.from, period.to, {}}; };
  return {{"documents_expected", figure(c.expected)}, {"documents_digitized", figure(c.digitized)}, {"documents_in_force_digitized", figure(c.in_force)}};
}

std::string report_html(const DirectorReport& report) {
  const Count& total = report.coverage.coverage.total;
  const double target = target_of(report);
  const std::vector<Due> overdue = in_group(report.dues, DueGroup::overdue), week = in_group(report.dues, DueGroup::this_week);
  const std::string title = fmt::format(fmt::runtime(tr("Digitization report, {}")), report.period.name);
  std::string out = fmt::format("<h1>{}</h1>\n<p class=\"sub\">{}</p>\n", escaped(title),
                                escaped(fmt::format(fmt::runtime(tr("documents dated {} to {}; state on {}")), day_first(report.period.from),
                                                    day_first(report.period.to), day_first(report.as_of))));
  out += "<div class=\"tiles\">\n" + tile(percent_text(total), tr("digitized of what the register expects"), total.percent() < target) +
         tile(fmt::format("{}/{}", total.digitized, total.expected), tr("documents")) + tile(std::to_string(total.missing()), tr("missing"), total.missing() > 0) +
         tile(std::to_string(total.doubtful), tr("doubtful, not counted")) + tile(std::to_string(overdue.size()), fmt::format(fmt::runtime(tr("tasks overdue on {}")), day_first(report.as_of)), !overdue.empty()) + "</div>\n";
  out += fmt::format("<div class=\"two\"><div><h2>{}</h2>\n{}</div>\n<div><h2>{}</h2>\n{}</div></div>\n", escaped(tr("By month")),
                     bar_chart(bars_of(report.months, kUnitsShown), target), escaped(tr("Units, the least digitized first")),
                     bar_chart(bars_of(report.units, kUnitsShown), target));
  out += fmt::format("<h2>{}</h2>\n", escaped(tr("Indicators"))) + html_table(indicator_rows(report.indicators));
  out += section(tr("Overdue"), short_dues(overdue), kDuesShown) + section(tr("This week"), short_dues(week), kDuesShown);
  out += fmt::format("<h2>{}</h2>\n<p>{}</p>\n<p>{}</p>\n", escaped(tr("Quality")),
                     escaped(fmt::format(fmt::runtime(tr("Of {} digitized documents {} have nothing left to check; {} have fewer pages than the register says; {} scans could not be read; {} lie there twice.")),
                                         total.digitized, total.reviewed, total.incomplete, total.unreadable, total.duplicates)),
                     escaped(tr("Silent errors: no sample has been checked by a person, so nothing can be said about them here.")));
  out += "<div class=\"annex\"></div>\n" + section(tr("Units"), count_listing(Dimension::unit, report.units, total), kRowsOfAnnex);
  for (const auto& [name, listing] : coverage_lists(report.coverage)) out += section(name.c_str(), listing, kRowsOfAnnex);
  out += section(tr("Targets found in documents of the archive"), offered_rows(report.offered), kRowsOfAnnex);
  out += section(tr("Overdue"), overdue.size() > kDuesShown ? short_dues(overdue) : Listing(), kRowsOfAnnex);
  return html_page(title, out);
}

Result<std::string> report_xlsx(const DirectorReport& report) {
  const Count& total = report.coverage.coverage.total;
  std::vector<Sheet> sheets{{tr("Indicators"), fmt::format(fmt::runtime(tr("Digitization report, {}")), report.period.name), indicator_rows(report.indicators)},
                            {tr("Units"), tr("Units, the least digitized first"), count_listing(Dimension::unit, report.units, total)},
                            {tr("Month"), tr("By month"), count_listing(Dimension::month, report.months, total)},
                            {tr("Deadlines"), {}, deadline_rows(report.dues)}};
  for (auto& [name, listing] : coverage_lists(report.coverage))
    if (!listing.rows.empty()) sheets.push_back({name, name, std::move(listing)});
  if (!report.offered.empty()) sheets.push_back({tr("Targets"), tr("Targets found in documents of the archive"), offered_rows(report.offered)});
  return as_xlsx(sheets);
}

}  // namespace sohoa
