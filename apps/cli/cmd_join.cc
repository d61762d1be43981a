#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/piles.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> wanted;
  bool undo = false;
  Decider decider;
};

Result<int> join(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  std::vector<std::string> ids;
  for (const std::string& wanted : options.wanted) ids.push_back(TRY(one_id(kho, wanted)));
  const Json entry = options.undo ? TRY(take_join_back(kho, ids.front(), who, now())) : TRY(join_in_order(kho, ids, who, now()));
  TRY_VOID(make_hold(kho, {entry}, knowledge));
  const Document now_there = TRY(document_now(kho, ids.front()));
  for (const Source& source : now_there.sources)
    put(fmt::format(fmt::runtime(tr("{}: pages {} to {} of {}")), now_there.id, source.pages.front(), source.pages.back(), source.path) + "\n");
  return 0;
}

}  // namespace

void add_join(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("join", tr("Make one document of several, in the order given"), "sohoa join 3fa94c2e 77b0d1aa\n  sohoa join --undo 3fa94c2e",
                              [&cli, options] { return join(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("Ids or numbers of the documents, in the order of their pages"))->required();
  command->add_flag("--undo", options->undo, tr("Take the last joining of the document back"));
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
