#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/parts.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/piles.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string wanted;
  std::vector<int> at;
  bool undo = false;
  Decider decider;
};

Result<int> split(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  const std::string id = TRY(one_id(kho, options.wanted));
  const std::string file = file_of_id(id);
  const Json entry = options.undo ? TRY(take_cut_back(kho, file, who, now())) : TRY(cut_before(kho, id, options.at, who, now()));
  TRY_VOID(make_hold(kho, {entry}, knowledge));
  for (const Document& d : TRY(documents_in(kho, file)))
    put(fmt::format(fmt::runtime(tr("{}: pages {} to {} of {}")), d.id, d.sources.front().pages.front(), d.sources.front().pages.back(),
                    d.sources.front().path) + "\n");
  return 0;
}

}  // namespace

void add_split(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("split", tr("Cut a file that holds several documents before the pages given"),
                              "sohoa split 3fa94c2e --at 3,7\n  sohoa split 3fa94c2e --undo", [&cli, options] { return split(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("An id, the beginning of one, or a document number in any spelling"))->required();
  CLI::Option* at = command->add_option("--at", options->at, tr("Pages of the file on which another document begins"))->delimiter(',');
  CLI::Option* undo = command->add_flag("--undo", options->undo, tr("Take the last cut of the file back"));
  at->excludes(undo);
  command->callback([&cli, options, at, undo] {
    if (at->empty() && undo->empty()) throw CLI::RequiredError("--at");
    cli.run = [&cli, options] { return split(cli.kho, *options); };
  });
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
