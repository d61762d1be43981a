#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "report/calendar_file.hh"
#include "report/counting.hh"
#include "report/deadlines.hh"
#include "report/fulfilled.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string as_of, unit, format;
  std::filesystem::path output;
  int ahead = kDaysAhead;
};

Result<int> deadlines(const std::filesystem::path& kho, const Options& options) {
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  const std::vector<Due> all = TRY(deadlines_in(kho, as_of, options.unit, options.ahead));
  const std::string day = iso_day(as_of);
  std::string out;
  if (options.format == "json")
    out = deadlines_json(all, day).dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  else if (options.format == "csv")
    out = as_csv(deadline_rows(all));
  else if (options.format == "ics")
    out = as_calendar(all, day);
  else if (options.format == "html")
    out = deadlines_html(all, day);
  else if (options.format == "xlsx")
    out = TRY(deadlines_xlsx(all));
  else
    out = deadlines_text(all, options.output.empty() ? output_width() : 0);
  OutputFile file(options.output);
  if (!file.write(out)) return file.not_written();
  TRY_VOID(file.finish());
  if (const std::size_t n = options.format == "ics" ? recurring_without_day(all, day) : 0; n > 0)
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("{} recurring deadlines are not in the file: their documents name no day")), n));
  return 0;
}

}  // namespace

void add_deadlines(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("deadlines", tr("What is due and when, what is overdue, and where it is said"),
                              "sohoa deadlines --as-of 2025-05-14 --unit \"Sở Tư pháp\"",
                              [&cli, options] { return deadlines(cli.kho, *options); });
  command->add_option("--as-of", options->as_of, tr("The day to count from; otherwise today"));
  command->add_option("--unit", options->unit, tr("Only what this unit leads or helps with; abbreviations are understood"));
  command->add_option("--ahead", options->ahead, tr("Days for which recurring deadlines are listed one by one"))
      ->check(CLI::Range(0, 3660))
      ->capture_default_str();
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"table", "json", "csv", "ics", "html", "xlsx"});
}

}  // namespace sohoa::cli
