#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"
#include "report/counting.hh"
#include "report/director_report.hh"
#include "report/fulfilled.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path book, columns, figures, output;
  std::string period, as_of, unit, format;
};

Result<int> report(const std::filesystem::path& kho, const Options& options) {
  DirectorReport report;
  report.period = TRY(period_named(options.period));
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  report.as_of = iso_day(as_of);
  if (report.period.from > report.as_of)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} has not begun on {}")), report.period.name, report.as_of),
                tr("Name an earlier period, or a later day with --as-of."));
  report.coverage = within(TRY(counted(kho, options.book, options.columns, {}, report.as_of)), report.period);
  const CoverageReport& c = report.coverage;
  report.months = counts_by(Dimension::month, c.book, c.scans(), c.coverage, {}, report.as_of);
  report.units = counts_by(Dimension::unit, c.book, c.scans(), c.coverage, {}, report.as_of);
  std::erase_if(report.units, [](const Count& u) { return u.expected == 0; });
  std::stable_sort(report.units.begin(), report.units.end(), [](const Count& a, const Count& b) { return a.percent() < b.percent(); });

  Figures figures = figures_of(c, report.period);
  if (!options.figures.empty()) {
    const DataTable table = TRY(read_csv(options.figures));
    figures.merge(TRY(read_figures(table, options.figures.string())));
  }
  int year = 0;
  std::from_chars(report.period.to.data(), report.period.to.data() + 4, year);
  report.indicators = TRY(indicators(figures, year, options.unit));

  const Archive archive = TRY(Archive::open(kho));
  DutyList duties(as_of, options.unit);
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    duties.add(document);
    for (OfferedTarget& t : offered_targets(document, report.indicators)) report.offered.push_back(std::move(t));
    return true;
  }));
  report.dues = duties.list(kDaysAhead);
  for (const Json& entry : TRY(read_journal(kho)).entries) count_sample(entry, report.agreement);

  OutputFile file(options.output);
  if (!file.write(options.format == "xlsx" ? TRY(report_xlsx(report)) : options.format == "pdf" ? TRY(report_pdf(report)) : report_html(report))) return file.not_written();
  TRY_VOID(file.finish());
  return 0;
}

}  // namespace

void add_report(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("report", tr("One page for a director: what is digitized, by whom not, what is overdue"),
                              "sohoa report --period quý-II-2025 --register danh-muc.xlsx --output bao-cao.html",
                              [&cli, options] { return report(cli.kho, *options); });
  command->add_option("--period", options->period, tr("quý-II-2025, 2025, 2025-05 or 2025-03-15..2025-06-14"))->required();
  command->add_option("--register", options->book, tr("The register of any office: CSV or .xlsx"))->required();
  command->add_option("--columns", options->columns, tr("Your names of columns: a CSV with \"name\" and \"column\""));
  command->add_option("--figures", options->figures, tr("A unit's own figures for indicators: a CSV with name, value, population, from, to"));
  command->add_option("--unit", options->unit, tr("Only what this unit leads or helps with; abbreviations are understood"));
  command->add_option("--as-of", options->as_of, tr("The day to count from; otherwise today"));
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"html", "xlsx", "pdf"});
}

}  // namespace sohoa::cli
