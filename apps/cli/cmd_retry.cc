#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "core/language.hh"
#include "core/store/archive.hh"

namespace sohoa::cli {

void add_retry(Cli& cli) {
  const auto work = std::make_shared<WorkOptions>();
  CLI::App* command = cli.add("retry", tr("Tries again what has failed"), "sohoa retry --kho kho", [&cli, work]() -> Result<int> {
    TRY(Archive::open(cli.kho));  // a mistyped name must not make an archive
    IngestOptions ingest;
    ingest.kho = cli.kho;
    ingest.retry_failed = true;
    return ingest_and_report(std::move(ingest), *work);
  });
  add_work_options(*command, *work);
}

}  // namespace sohoa::cli
