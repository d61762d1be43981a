#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/language.hh"
#include "report/counting.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path book, columns, figures, cases, output;
  std::string period, as_of, unit, format;
};

Result<int> report(const std::filesystem::path& kho, const Options& options) {
  const Period period = TRY(period_named(options.period));
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  const std::string day = iso_day(as_of);
  if (period.from > day)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} has not begun on {}")), period.name, day), tr("Name an earlier period, or a later day with --as-of."));
  CoverageReport coverage = TRY(counted(kho, options.book, options.columns, {}, day));
  const DirectorReport report = TRY(director_report(kho, std::move(coverage), period, as_of, options.unit, options.figures, options.cases));
  for (const RowProblem& problem : report.case_problems)
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("{}, row {}: {}")), options.cases.filename().string(), problem.row, problem.message));
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
  command->add_option("--cases", options->cases, tr("The list of cases as the public-service system exports it, CSV or .xlsx: its figures are counted for indicators"));
  command->add_option("--unit", options->unit, tr("Only what this unit leads or helps with; abbreviations are understood"));
  command->add_option("--as-of", options->as_of, tr("The day to count from; otherwise today"));
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"html", "xlsx", "pdf"});
}

}  // namespace sohoa::cli
