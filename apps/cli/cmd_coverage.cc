#include <algorithm>
#include <memory>
#include <optional>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "report/counting.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path book, columns, output;
  std::vector<std::string> by{"dossier"};
  std::string format, as_of;
  bool strict = false;
  std::optional<double> target;  // percent
};

Result<int> coverage(const std::filesystem::path& kho, const Options& options) {
  const std::string as_of = options.as_of.empty() ? std::string() : iso_day(TRY(day_named(options.as_of)));
  const CoverageReport report = TRY(counted(kho, options.book, options.columns, options.by, as_of));
  std::string out;
  if (options.format == "json")
    out = coverage_json(report).dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  else if (options.format == "csv")
    out = as_csv(coverage_rows(report));
  else if (options.format == "xlsx")
    out = TRY(coverage_xlsx(report));
  else
    out = coverage_text(report, options.output.empty() ? output_width() : 0);
  OutputFile file(options.output);
  if (!file.write(out)) return file.not_written();
  TRY_VOID(file.finish());
  const bool strict = options.strict || options.target;
  return strict && report.coverage.total.percent() < options.target.value_or(100.0) ? 1 : 0;
}

}  // namespace

void add_coverage(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("coverage", tr("Count what is digitized of what a register expects; list what is missing"),
                              "sohoa coverage --register danh-muc.xlsx --by unit,quarter --format xlsx --output so-hoa.xlsx",
                              [&cli, options] { return coverage(cli.kho, *options); });
  command->add_option("--register", options->book, tr("The register of any office: CSV or .xlsx"))->required();
  command->add_option("--columns", options->columns, tr("Your names of columns: a CSV with \"name\" and \"column\""));
  command->add_option("--by", options->by, tr("What to count apart: unit, field, dossier, box, type, month, quarter, year"))
      ->delimiter(',')
      ->check(CLI::IsMember(dimension_names()));
  command->add_option("--as-of", options->as_of, tr("The day (2025-05-14) on which documents count as in force"));
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"table", "json", "csv", "xlsx"});
  command->add_flag("--strict", options->strict, tr("Exit with 1 when less than the target is digitized"));
  command->add_option("--target", options->target, tr("Percentage for --strict, which it implies; otherwise 100"))
      ->check(CLI::Range(0.0, 100.0));
}

}  // namespace sohoa::cli
