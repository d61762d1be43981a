#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "check/joins.hh"
#include "core/data_files.hh"
#include "core/store/archive.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/piles.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> wanted;
  bool undo = false, proposed = false, accept = false;
  std::string format;
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

Result<std::vector<JoinProposal>> proposals_in(const std::filesystem::path& kho) {
  const Archive archive = TRY(Archive::open(kho));
  JoinProposals joins(TRY(JoinWeights::load(data_folder())));
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    joins.add(document);
    return true;
  }));
  return joins.proposals();
}

Listing proposal_rows(const std::vector<JoinProposal>& all) {
  Listing list{{{"confidence", tr("confidence")}, {"sure", tr("sure")}, {"paths", tr("files")}, {"why", tr("why")}, {"ids", tr("Ids")}}, {}};
  for (const JoinProposal& one : all)
    list.rows.push_back({std::round(one.confidence * 100) / 100, one.sure ? "x" : "", one.paths, one.reasons, one.ids});
  return list;
}

Result<int> propose(const std::filesystem::path& kho, const Options& options) {
  std::vector<JoinProposal> all = TRY(proposals_in(kho));
  if (options.accept) {
    const std::string who = TRY(name_of(options.decider));
    std::erase_if(all, [](const JoinProposal& one) { return !one.sure; });
    std::vector<Json> entries;
    for (const JoinProposal& one : all) entries.push_back(TRY(join_in_order(kho, one.ids, who, now())));
    const Knowledge knowledge = TRY(archive_knowledge(kho));
    if (!entries.empty()) TRY_VOID(make_hold(kho, entries, knowledge));
  }
  if (all.empty() && options.format != "json") {
    put(std::string(options.accept ? tr("No join is sure.") : tr("No files seem to hold one document together.")) + "\n");
    return 1;
  }
  const Listing list = proposal_rows(all);
  put(options.format == "json" ? as_json(list).dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : as_text(list, output_width()));
  return all.empty() ? 1 : 0;
}

}  // namespace

void add_join(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("join", tr("Make one document of several, in the order given"), "sohoa join 3fa94c2e 77b0d1aa\n  sohoa join --undo 3fa94c2e\n  sohoa join --proposed",
                              {});
  CLI::Option* ids = command->add_option("ID", options->wanted, tr("Ids or numbers of the documents, in the order of their pages"));
  CLI::Option* undo = command->add_flag("--undo", options->undo, tr("Take the last joining of the document back"));
  CLI::Option* proposed = command->add_flag("--proposed", options->proposed, tr("List files that seem to hold one document together, and why; exit 1 when there are none"));
  command->add_flag("--accept", options->accept, tr("Join those of the proposed that are sure"))->needs(proposed);
  proposed->excludes(ids)->excludes(undo);
  add_format(*command, options->format, {"table", "json"});
  command->callback([&cli, options] {
    if (options->wanted.empty() && !options->proposed) throw CLI::RequiredError("ID");
    cli.run = [&cli, options] { return options->proposed ? propose(cli.kho, *options) : join(cli.kho, *options); };
  });
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
