#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "core/store/audit.hh"
#include "report/trail_rows.hh"

namespace sohoa::cli {
namespace {

Json json_of(const AuditEvent& event) {
  return {{"time", event.time}, {"who", event.who}, {"what", event.what}, {"record", event.record}, {"details", event.details}};
}

Result<int> show_trail(const std::filesystem::path& kho, const std::string& record, const std::string& format) {
  TRY(Archive::open(kho));
  const std::vector<AuditEvent> trail = TRY(audit_trail(kho, record));
  if (format == "jsonl") {
    for (const AuditEvent& event : trail) put(json_of(event).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    return trail.empty() ? 1 : 0;
  }
  put(as_text(trail_rows(trail), output_width()));
  return trail.empty() ? 1 : 0;
}

}  // namespace

void add_audit(Cli& cli) {
  struct Options {
    std::string record, format;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("audit", tr("Who did what to which record"), "sohoa audit 3fa94c2e --format jsonl",
                              [&cli, options] { return show_trail(cli.kho, options->record, options->format); });
  command->add_option("ID", options->record, tr("Only what touched this document (its whole id)"));
  add_format(*command, options->format, {"table", "jsonl"});
}

}  // namespace sohoa::cli
