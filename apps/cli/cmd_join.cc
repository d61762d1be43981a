#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/store/kho.hh"
#include "core/parts.hh"
#include "core/store/archive.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> wanted;
  bool undo = false;
  Decider decider;
};

/// Parts of one file that follow each other are joined by leaving out the cuts between them.
Result<Json> without_cuts(const std::filesystem::path& kho, const std::vector<std::string>& ids, const std::string& who) {
  const std::string file = file_of_id(ids.front());
  std::vector<int> at;
  const Archive archive = TRY(Archive::open(kho));
  for (const auto& [id, joined_to] : TRY(archive.parts_of_file(file))) at.push_back(first_page_of_id(id));
  auto place = std::ranges::find(at, first_page_of_id(ids.front()));
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto next = std::next(place);
    if (next == at.end() || *next != first_page_of_id(ids[i]))
      return fail(ErrorCode::usage, tr("these parts of one file do not follow each other"), tr("Name them in the order of their pages."));
    at.erase(next);
  }
  return cut_entry(file, at, who, now());
}

Result<int> join(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  Knowledge knowledge = TRY(Knowledge::load(data_folder()));
  TRY_VOID(add_register(knowledge, register_path(kho)));
  std::vector<std::string> ids;
  for (const std::string& wanted : options.wanted) ids.push_back(TRY(one_id(kho, wanted)));
  const Document first = TRY(document_now(kho, ids.front()));
  Json entry;
  if (options.undo) {
    if (first.sources.size() < 2) return fail(ErrorCode::not_found, tr("the document was not joined of several files"));
    entry = withdrawn_join_entry(ids.front(), who, now());
  } else {
    if (ids.size() < 2) return fail(ErrorCode::usage, tr("name two documents or more, in the order of their pages"));
    std::vector<std::string> sorted = ids;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) return fail(ErrorCode::usage, tr("a document is named twice"));
    for (const std::string& id : ids)
      if (const Document part = TRY(document_now(kho, id)); part.sources.size() > 1)
        return fail(ErrorCode::usage, tr("the document was joined of several files"), tr("Take that back first: sohoa join --undo ID"));
    const bool one_file = std::ranges::all_of(ids, [&](const std::string& id) { return file_of_id(id) == file_of_id(ids.front()); });
    if (one_file) entry = TRY(without_cuts(kho, ids, who));
    else entry = join_entry(ids, who, now());
  }
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
