#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "report/deadlines.hh"
#include "report/typed_date.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string as_of, unit, format;
};

/// The day it is in Vietnam, wherever the machine stands.
std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + std::chrono::hours{7});
}

Result<std::chrono::year_month_day> day_named(const std::string& typed) {
  if (typed.empty()) return today();
  const TypedDate read = read_typed_date(typed);
  if (read.iso.size() != 10 || read.guessed)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("--as-of is no day: {}")), typed), tr("Write it as in 2025-05-14."));
  const auto part = [&](std::size_t at, std::size_t size) { return std::stoi(read.iso.substr(at, size)); };
  return std::chrono::year{part(0, 4)} / part(5, 2) / part(8, 2);
}

Result<int> deadlines(const std::filesystem::path& kho, const Options& options) {
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  const Archive archive = TRY(Archive::open(kho));
  std::vector<Due> all;
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    for (Due& due : deadlines_of(document, as_of))
      if (concerns(due, options.unit)) all.push_back(std::move(due));
    return true;
  }));
  sort_deadlines(all);
  const std::string day = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(as_of.year()), static_cast<unsigned>(as_of.month()),
                                      static_cast<unsigned>(as_of.day()));
  if (options.format == "json")
    put(deadlines_json(all, day).dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
  else if (options.format == "csv")
    put(as_csv(deadline_rows(all)));
  else
    put(deadlines_text(all, output_width()));
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
  add_format(*command, options->format, {"table", "json", "csv"});
}

}  // namespace sohoa::cli
