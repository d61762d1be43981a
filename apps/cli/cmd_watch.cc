#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/log.hh"
#include "core/language.hh"
#include "ingest/watch.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::filesystem::path> folders;
  int rest = 5, look = 30;
  LogOptions log;
  WorkOptions work;
};

Result<int> run_watch(const std::filesystem::path& kho, const Options& options) {
  WatchOptions watching;
  watching.ingest.kho = kho;
  watching.ingest = TRY(with(std::move(watching.ingest), options.work));
  watching.folders = options.folders;
  watching.rest = std::chrono::seconds(options.rest);
  watching.look = std::chrono::seconds(options.look);
  const std::atomic<bool>& stop = stop_asked_for();
  ServiceLog log(options.log);
  log.begin(tr("watching; stop with Ctrl-C or SIGTERM"));
  TRY_VOID(watch(watching, log, log, stop));
  log.begin(tr("stopped; nothing is lost"));
  return 0;
}

}  // namespace

void add_watch(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("watch", tr("Takes scans into the archive as they come into folders, until stopped"), "sohoa watch --kho kho /srv/scans --log json",
                              [&cli, options] { return run_watch(cli.kho, *options); });
  command->add_option("DIR", options->folders, tr("Folders where scanners write"))->required();
  command->add_option("--rest", options->rest, tr("Seconds a file must lie unchanged before it is taken"))->check(CLI::Range(0, 86400))->capture_default_str();
  command->add_option("--look", options->look, tr("Seconds between two looks at folders that do not tell of news"))->check(CLI::Range(1, 86400))->capture_default_str();
  add_log_options(*command, options->log);
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
