#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "core/language.hh"

namespace sohoa::cli {

void add_ingest(Cli& cli) {
  struct Options {
    std::vector<std::filesystem::path> inputs;
    WorkOptions work;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      cli.add("ingest", tr("Reads files and folders of scans into the archive; goes on where it was stopped"),
              "sohoa ingest --kho kho scans/", [&cli, options] {
                IngestOptions ingest;
                ingest.kho = cli.kho;
                ingest.inputs = options->inputs;
                return ingest_and_report(std::move(ingest), options->work);
              });
  command->add_option("PATH", options->inputs, tr("Files and folders; a folder is a dossier"))->required();
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
