#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <thread>

#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/clock.hh"
#include "core/language.hh"
#include "report/contents_coverage.hh"
#include "report/counting.hh"
#include "report/dossier_coverage.hh"
#include "report/followed_coverage.hh"
#include "report/xlsx.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path book, columns, output;
  std::vector<std::string> by{"dossier"};
  std::string format, as_of, contents;
  bool strict = false, watch = false;
  std::optional<double> target;  // percent
};

Result<int> written_to(const Options& options, const std::string& out, int code) {
  OutputFile file(options.output);
  if (!file.write(out)) return file.not_written();
  TRY_VOID(file.finish());
  return code;
}

/// A register of dossiers: how many documents and pages of each are there.
Result<int> by_dossiers(const Options& options, const std::vector<DossierCount>& counts) {
  const Listing rows = dossier_count_rows(counts);
  const int width = options.output.empty() ? output_width() : 0;
  const bool all = std::ranges::all_of(counts, [](const DossierCount& d) { return d.row == 0 || d.complete(); });
  const int code = (options.strict || options.target) && !all ? 1 : 0;
  if (options.format == "xlsx") return written_to(options, TRY(as_xlsx({{tr("Dossiers"), dossier_count_summary(counts), rows}})), code);
  if (options.format != "table") return written_to(options, written(rows, options.format == "json" ? Format::json : Format::csv, width), code);
  return written_to(options, as_text(rows, width) + "\n" + dossier_count_summary(counts) + "\n", code);
}

Result<int> by_contents(const std::filesystem::path& kho, const Options& options) {
  const ContentsCoverage c = TRY(count_by_contents(kho, options.contents));
  std::string out;
  if (options.format == "json") out = contents_json(c).dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  else if (options.format == "csv") out = as_csv(coverage_rows(c.report));
  else if (options.format == "xlsx") out = TRY(coverage_xlsx(c.report));
  else out = contents_text(c, options.output.empty() ? output_width() : 0);
  return written_to(options, out, options.strict && !c.report.coverage.missing.empty() ? 1 : 0);
}

/// The totals, a line whenever they are others, until somebody stops it: who scans sees the count rise.
Result<int> watch(const std::filesystem::path& kho, const Options& options, const std::string& as_of) {
  const DataTable columns = TRY(register_columns(options.columns));
  const std::string bytes = TRY(read_file(options.book));
  const Archive archive = TRY(Archive::open(kho));
  Register book = TRY(parse_register(bytes, options.book.filename().string(), columns));
  if (book.of_dossiers)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} is a register of dossiers: --watch counts documents only")), options.book.string()), tr("Run it without --watch."));
  const auto coverage = TRY(FollowedCoverage::begin(archive, std::move(book), as_of));
  std::string last;
  while (!stop_asked_for()) {
    const Count& total = coverage->report().coverage.total;
    std::string now = fmt::format(fmt::runtime(tr("{} of {} documents of the register, {} doubtful, {} missing")), total.digitized, total.expected, total.doubtful, total.missing());
    now += fmt::format(fmt::runtime(tr("; {} unexpected, {} twice")), total.unexpected, total.duplicates);
    if (now != last) put(utc_text(std::time(nullptr)) + "  " + now + "\n");
    std::fflush(stdout);
    last = std::move(now);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    TRY(coverage->follow(archive));
  }
  return 0;
}

Result<int> coverage(const std::filesystem::path& kho, const Options& options) {
  const std::string as_of = options.as_of.empty() ? std::string() : iso_day(TRY(day_named(options.as_of)));
  if (options.book.empty() == options.contents.empty())
    return fail(ErrorCode::usage, tr("what is expected comes from a register or from a list of contents"), tr("Give --register FILE or --contents DOSSIER."));
  if (!options.contents.empty()) return by_contents(kho, options);
  if (options.watch) return watch(kho, options, as_of);
  const CoverageReport report = TRY(counted(kho, options.book, options.columns, options.by, as_of));
  if (report.book.of_dossiers) return by_dossiers(options, count_dossiers(report.book, report.scans()));
  const bool strict = options.strict || options.target;
  const int code = strict && report.coverage.total.percent() < options.target.value_or(100.0) ? 1 : 0;
  if (options.format == "csv") return written_to(options, as_csv(coverage_rows(report)), code);
  if (options.format == "xlsx") return written_to(options, TRY(coverage_xlsx(report)), code);
  OutputFile file(options.output);
  bool all = true;
  const auto write = [&](std::string_view piece) { all = all && file.write(piece); };
  if (options.format == "json") write_coverage_json(report, write);
  else write_coverage_text(report, options.output.empty() ? output_width() : 0, write);
  if (!all) return file.not_written();
  TRY_VOID(file.finish());
  return code;
}

}  // namespace

void add_coverage(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("coverage", tr("Count what is digitized of what a register expects; list what is missing"),
                              "sohoa coverage --register danh-muc.xlsx --by unit,quarter --format xlsx --output so-hoa.xlsx",
                              [&cli, options] { return coverage(cli.kho, *options); });
  command->add_option("--register", options->book, tr("The register of any office: CSV or .xlsx"));
  CLI::Option* contents = command->add_option("--contents", options->contents, tr("Count this dossier against the list of contents scanned with it"));
  command->add_option("--columns", options->columns, tr("Your names of columns: a CSV with \"name\" and \"column\""));
  CLI::Option* by = command->add_option("--by", options->by, tr("What to count apart: unit, field, dossier, box, type, month, quarter, year"))
      ->delimiter(',')
      ->check(CLI::IsMember(dimension_names()));
  command->add_option("--as-of", options->as_of, tr("The day (2025-05-14) on which documents count as in force"));
  CLI::Option* output = command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"table", "json", "csv", "xlsx"});
  CLI::Option* watch = command->add_flag("--watch", options->watch, tr("Stay, and say the totals again whenever scans change them; stop with Ctrl-C"));
  CLI::Option* strict = command->add_flag("--strict", options->strict, tr("Exit with 1 when less than the target is digitized"));
  CLI::Option* target = command->add_option("--target", options->target, tr("Percentage for --strict, which it implies; otherwise 100"))
                            ->check(CLI::Range(0.0, 100.0));
  for (CLI::Option* other : {contents, by, output, command->get_option("--format"), strict, target}) watch->excludes(other);  // it says the totals only
}

}  // namespace sohoa::cli
