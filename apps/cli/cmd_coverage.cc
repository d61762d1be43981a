#include <memory>
#include <optional>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "report/coverage_report.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path book;
  std::string format;
  bool strict = false;
  std::optional<double> target;  // percent
};

Result<int> coverage(const std::filesystem::path& kho, const Options& options) {
  const DataTable columns = TRY(read_csv(data_folder() / "register_columns.csv"));
  const std::string csv = TRY(read_file(options.book));
  CoverageReport report;
  report.book = TRY(parse_register(csv, options.book.filename().string(), columns));
  const Archive archive = TRY(Archive::open(kho));
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    report.scans.push_back(scan_of(document));
    return true;
  }));
  report.coverage = count_coverage(report.book, report.scans);
  if (options.format == "json")
    put(coverage_json(report).dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
  else if (options.format == "csv")
    put(as_csv(coverage_rows(report)));
  else
    put(coverage_text(report, output_width()));
  const bool strict = options.strict || options.target;
  return strict && report.coverage.total.percent() < options.target.value_or(100.0) ? 1 : 0;
}

}  // namespace

void add_coverage(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("coverage", tr("Count what is digitized of what a register expects; list what is missing"),
                              "sohoa coverage --register danh-muc.csv --format csv > so-hoa.csv",
                              [&cli, options] { return coverage(cli.kho, *options); });
  command->add_option("--register", options->book, tr("The register, a CSV of any office"))->required();
  add_format(*command, options->format, {"table", "json", "csv"});
  command->add_flag("--strict", options->strict, tr("Exit with 1 when less than the target is digitized"));
  command->add_option("--target", options->target, tr("Percentage for --strict, which it implies; otherwise 100"))
      ->check(CLI::Range(0.0, 100.0));
}

}  // namespace sohoa::cli
