#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "apps/cli/terminal_progress.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/withdraw.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string wanted, reason;
  std::filesystem::path file;
  Decider decider;
  WorkOptions work;
};

Result<int> replace(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  const std::string id = TRY(one_id(kho, options.wanted));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  const IngestOptions work = TRY(with({}, options.work));
  const std::atomic<bool>& stop = stop_asked_for();
  TerminalProgress progress;
  const Result<Replacement> done = replace_document(kho, id, options.file, {who, now(), options.reason, {}}, work, knowledge, progress, stop);
  progress.clear();
  if (!done) return tl::unexpected(done.error());
  put(fmt::format(fmt::runtime(tr("{} ({}) stands for {} now. The old scan is kept; show it again with: sohoa restore {}")), done->id, done->path, id, id) + "\n");
  return 0;
}

}  // namespace

void add_replace(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("replace", tr("Put a better scan in the place of a document; the old one is kept"),
                              "sohoa replace 3fa94c2e better.pdf --reason \"page 2 was missing\"", [&cli, options] { return replace(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("Id or number of the document"))->required();
  command->add_option("FILE", options->file, tr("The better scan"))->required();
  command->add_option("--reason", options->reason, tr("Why, for the journal"))->required();
  add_decider(*command, options->decider);
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
