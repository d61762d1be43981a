#include "report/director_report.hh"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/language.hh"
#include "report/charts.hh"
#include "report/coverage_counts.hh"
#include "report/typed_date.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

// What lets the first page be one page of A4; the annexes say it all.
constexpr std::size_t kUnitsShown = 12, kOverdueShown = 5, kWeekShown = 3, kLettersOfTask = 100, kRowsOfAnnex = 500;
constexpr const char* kDocuments = "văn bản theo sổ đăng ký";

std::string percent_text(const Count& c) { return c.percent() < 0 ? "–" : fmt::format("{:.2f} %", c.percent()); }

std::vector<Bar> bars_of(const std::vector<Count>& counts, std::size_t most) {
  std::vector<Bar> out;
  for (const Count& c : counts)
    if (c.expected > 0 && out.size() < most) out.push_back({c.name.empty() ? "–" : c.name, fmt::format("{}/{}", c.digitized, c.expected), c.percent()});
  return out;
}

template <typename Wanted>
std::vector<Due> those(const std::vector<Due>& all, const Wanted& wanted) {
  std::vector<Due> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), wanted);
  return out;
}

Listing short_dues(const std::vector<Due>& all) {
  Listing out{{{"due", tr("Due"), true}, {"task", tr("Task")}, {"lead", tr("Lead unit")}, {"document", tr("Document"), true}, {"page", tr("Page")}}, {}};
  for (const Due& d : all)
    out.rows.push_back({day_first(d.day), d.deadline.task.empty() ? d.deadline.phrase : d.deadline.task, d.deadline.lead,
                        d.number.empty() ? d.path : doubted(d.number, d.number_sure), d.deadline.evidence.page});
  return out;
}

/// The task in the letters the first page has for it.
std::string brief(const std::string& task) {
  std::size_t end = 0;
  for (std::size_t letters = 0; end < task.size() && letters < kLettersOfTask; ++letters)
    for (++end; end < task.size() && (static_cast<unsigned char>(task[end]) & 0xC0) == 0x80;) ++end;
  return end == task.size() ? task : task.substr(0, std::min(task.rfind(' ', end), end)) + " …";
}

Listing briefly(Listing dues) {
  for (auto& row : dues.rows) row[1] = brief(row[1].get<std::string>());
  return dues;
}

/// Indicators that were worked out or refused; those without figures are only named.
void add_indicators(Paged& out, const std::vector<Indicator>& all) {
  std::vector<Indicator> told;
  std::string without;
  for (const Indicator& one : all) {
    if (one.numerator && one.denominator) told.push_back(one);
    else without += (without.empty() ? "" : "; ") + one.name;
  }
  Listing rows = indicator_rows(told);
  rows.columns.pop_back();  // the sources stand in the annex
  for (auto& row : rows.rows) row.pop_back();
  out.parts.emplace_back(Heading{tr("Indicators")});
  out.parts.emplace_back(Rows{std::move(rows)});
  if (!without.empty()) out.parts.emplace_back(Paragraph{fmt::format(fmt::runtime(tr("No figures were given for: {}.")), without), true});
}

double target_of(const DirectorReport& report) {
  for (const Indicator& one : report.indicators)
    if (one.id == "so_hoa_van_ban" && one.target) return *one.target;
  return -1.0;
}

void add_section(Paged& out, const std::string& title, Listing listing, std::size_t most) {
  if (listing.rows.empty()) return;
  out.parts.emplace_back(Heading{fmt::format("{} ({})", title, listing.rows.size())});
  out.parts.emplace_back(Rows{std::move(listing), most});
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

Paged report_pages(const DirectorReport& report) {
  const Count& total = report.coverage.coverage.total;
  const double target = target_of(report);
  const std::vector<Due> overdue = those(report.dues, is_overdue),
                         week = those(report.dues, [](const Due& due) { return due.group == DueGroup::this_week; });
  const auto perhaps = std::ranges::count_if(report.dues, is_perhaps_answered);
  Paged out{fmt::format(fmt::runtime(tr("Digitization report, {}")), report.period.name), {}};
  auto& parts = out.parts;
  parts.emplace_back(Heading{out.title, true});
  parts.emplace_back(Paragraph{fmt::format(fmt::runtime(tr("documents dated {} to {}; state on {}")), day_first(report.period.from), day_first(report.period.to), day_first(report.as_of)), true});
  parts.emplace_back(Tiles{{{percent_text(total), tr("digitized of what the register expects"), total.percent() < target},
                            {fmt::format("{}/{}", total.digitized, total.expected), tr("documents")},
                            {std::to_string(total.missing()), tr("missing"), total.missing() > 0},
                            {std::to_string(total.doubtful), tr("doubtful, not counted")},
                            {std::to_string(overdue.size()), fmt::format(fmt::runtime(tr("tasks due in the period, overdue on {}")), day_first(report.as_of)), !overdue.empty()}}});
  parts.emplace_back(Charts{{tr("By month"), bars_of(report.months, kUnitsShown), target}, {tr("Units, the least digitized first"), bars_of(report.units, kUnitsShown), target}});
  add_indicators(out, report.indicators);
  add_section(out, tr("Overdue"), briefly(short_dues(overdue)), kOverdueShown);
  if (report.older > 0)
    parts.emplace_back(Paragraph{fmt::format(fmt::runtime(tr("{} more are overdue since before the period: `sohoa deadlines` lists them.")), report.older), true});
  if (perhaps > 0) parts.emplace_back(Paragraph{fmt::format(fmt::runtime(tr("{} more of the period are past and perhaps answered: see “sohoa deadlines”.")), perhaps)});
  add_section(out, tr("This week"), briefly(short_dues(week)), kWeekShown);
  parts.emplace_back(Heading{tr("Quality")});
  parts.emplace_back(Paragraph{fmt::format(fmt::runtime(tr("Of {} digitized documents {} have nothing left to check; {} have fewer pages than the register says; {} scans could not be read; {} lie there twice.")),
                                           total.digitized, total.reviewed, total.incomplete, total.unreadable, total.duplicates)});
  parts.emplace_back(Paragraph{silent_errors_text(report.agreement)});
  parts.emplace_back(NewPage());
  add_section(out, tr("Units"), count_listing(Dimension::unit, report.units, total), kRowsOfAnnex);
  for (auto& [name, listing] : coverage_lists(report.coverage)) add_section(out, name, std::move(listing), kRowsOfAnnex);
  add_section(out, tr("Targets found in documents of the archive"), offered_rows(report.offered), kRowsOfAnnex);
  add_section(out, tr("Overdue"), short_dues(overdue), kRowsOfAnnex);
  add_section(out, tr("This week"), short_dues(week), kRowsOfAnnex);
  add_section(out, tr("Indicators"), indicator_rows(report.indicators), kRowsOfAnnex);
  return out;
}

std::string report_html(const DirectorReport& report) { return paged_html(report_pages(report)); }
Result<std::string> report_pdf(const DirectorReport& report) { return paged_pdf(report_pages(report)); }

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
