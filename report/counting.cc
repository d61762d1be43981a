#include "report/counting.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/language.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"
#include "report/case_list.hh"
#include "report/fulfilled.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

/// The day it is in Vietnam, wherever the machine stands.
std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + std::chrono::hours{7});
}

}  // namespace

Result<std::chrono::year_month_day> day_named(const std::string& typed) {
  if (typed.empty()) return today();
  const TypedDate read = read_typed_date(typed);
  if (read.iso.size() != 10 || read.guessed)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("--as-of is no day: {}")), typed), tr("Write it as in 2025-05-14."));
  const auto part = [&](std::size_t at, std::size_t size) { return std::stoi(read.iso.substr(at, size)); };
  return std::chrono::year{part(0, 4)} / part(5, 2) / part(8, 2);
}

std::string iso_day(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Result<CoverageReport> counted(const std::filesystem::path& kho, const std::filesystem::path& book, const std::filesystem::path& columns,
                               const std::vector<std::string>& by, const std::string& as_of) {
  const DataTable names = TRY(register_columns(columns));
  CoverageReport report;
  {
    const std::string bytes = TRY(read_file(book));  // gone before the archive is read: registers may be large
    report.book = TRY(parse_register(bytes, book.filename().string(), names));
  }
  const Archive archive = TRY(Archive::open(kho));
  TRY_VOID(archive.each_summary([&](const Summary& summary) {
    report.archive.add(summary);
    return true;
  }));
  report.failures = TRY(archive.status()).failures;
  report.coverage = count_coverage(report.book, report.scans(), as_of);
  report.coverage.total.unreadable += static_cast<int>(report.failures.size());  // files of which nothing was read, so in no group
  const std::vector<Period> quarters = TRY(reporting_quarters(kFirstYear, kLastYear));
  for (const std::string& dimension : by) {
    const Dimension d = *dimension_named(dimension);  // the command line checked it
    report.tables.emplace_back(d, counts_by(d, report.book, report.scans(), report.coverage, quarters, as_of));
  }
  return report;
}

Result<DirectorReport> director_report(const std::filesystem::path& kho, CoverageReport all, const Period& period, std::chrono::year_month_day as_of,
                                       const std::string& unit, const std::filesystem::path& own_figures, const std::filesystem::path& cases) {
  DirectorReport report;
  report.period = period;
  report.as_of = iso_day(as_of);
  report.coverage = within(std::move(all), period);
  const CoverageReport& c = report.coverage;
  report.months = counts_by(Dimension::month, c.book, c.scans(), c.coverage, {}, report.as_of);
  report.units = counts_by(Dimension::unit, c.book, c.scans(), c.coverage, {}, report.as_of);
  std::erase_if(report.units, [](const Count& u) { return u.expected == 0; });
  std::stable_sort(report.units.begin(), report.units.end(), [](const Count& a, const Count& b) { return a.percent() < b.percent(); });

  Figures figures = figures_of(c, period);
  if (!own_figures.empty()) {
    const DataTable table = TRY(read_csv(own_figures));
    figures.merge(TRY(read_figures(table, own_figures.string())));
  }
  if (!cases.empty()) {
    const std::string bytes = TRY(read_file(cases));
    CaseList list = TRY(parse_cases(bytes, cases.filename().string()));
    figures.merge(figures_of(list, period, report.as_of, unit, cases.filename().string()));
    report.case_problems = std::move(list.problems);
  }
  int year = 0;
  std::from_chars(period.to.data(), period.to.data() + 4, year);
  report.indicators = TRY(indicators(figures, year, unit));
  refuse_other_days(report.indicators, period);

  const Archive archive = TRY(Archive::open(kho));
  DutyList duties(as_of, unit);
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    duties.add(document);
    for (OfferedTarget& t : offered_targets(document, report.indicators)) report.offered.push_back(std::move(t));
    return true;
  }));
  report.dues = duties.list(kDaysAhead);
  report.older = static_cast<std::size_t>(std::ranges::count_if(report.dues, [&](const Due& due) { return is_overdue(due) && due.day < period.from; }));
  std::erase_if(report.dues, [&](const Due& due) { return due.group == DueGroup::overdue && !period.holds(due.day); });
  for (const Json& entry : TRY(read_journal(kho)).entries) count_sample(entry, report.agreement);
  return report;
}

}  // namespace sohoa
