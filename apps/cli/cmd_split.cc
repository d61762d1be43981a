#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/store/kho.hh"
#include "core/parts.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string wanted;
  std::vector<int> at;
  bool undo = false;
  Decider decider;
};

/// The documents that begin in a file, by their first page.
Result<std::vector<Document>> documents_in(const std::filesystem::path& kho, const std::string& file) {
  const Archive archive = TRY(Archive::open(kho));
  std::vector<Document> documents;
  for (const auto& [id, joined_to] : TRY(archive.parts_of_file(file)))
    if (joined_to.empty() || joined_to == id) documents.push_back(TRY(archive.document(id)));
  return documents;
}

/// The pages on which documents of a file begin, joined to others or not: a cut that leaves one out would dissolve it.
Result<std::vector<int>> beginnings(const std::filesystem::path& kho, const std::string& file) {
  const Archive archive = TRY(Archive::open(kho));
  std::vector<int> at;
  for (const auto& [id, joined_to] : TRY(archive.parts_of_file(file))) at.push_back(first_page_of_id(id));
  return at;
}

/// Taking cuts back may take away a part of a document that was joined.
Result<void> check_nothing_joined(const std::filesystem::path& kho, const std::string& file) {
  const Archive archive = TRY(Archive::open(kho));
  for (const auto& [id, joined_to] : TRY(archive.parts_of_file(file)))
    if (!joined_to.empty())
      return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} of this file is joined with others")), id),
                  fmt::format(fmt::runtime(tr("Take that back first: sohoa join --undo {}")), joined_to));
  return {};
}

Result<void> check_page(const Document& document, int page) {
  if (document.sources.size() > 1)
    return fail(ErrorCode::usage, tr("the document was joined of several files"), tr("Take that back first: sohoa join --undo ID"));
  const std::vector<int>& pages = document.sources.front().pages;
  if (std::ranges::find(pages, page) != pages.end() && page != pages.front()) return {};
  return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("no document can begin on page {} here: it has pages {} to {}")), page, pages.front(), pages.back()));
}

Result<int> split(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  Knowledge knowledge = TRY(Knowledge::load(data_folder()));
  TRY_VOID(add_register(knowledge, register_path(kho)));
  const std::string id = TRY(one_id(kho, options.wanted));
  const std::string file = file_of_id(id);
  const std::vector<Document> before = TRY(documents_in(kho, file));
  Json entry;
  if (options.undo) {
    TRY_VOID(check_nothing_joined(kho, file));
    const Journal journal = TRY(read_journal(kho));
    const Decisions decided = decisions_of(journal.entries);
    // What a person cut is as it was before; what the program cut, this person says is one.
    if (decided.cuts.contains(file)) entry = withdrawn_cut_entry(file, who, now());
    else if (before.size() > 1) entry = cut_entry(file, {1}, who, now());
    else return fail(ErrorCode::not_found, tr("the file is not cut"));
  } else {
    const Document& document = *std::ranges::find(before, id, &Document::id);
    std::vector<int> at = TRY(beginnings(kho, file));
    for (const int page : options.at) {
      TRY_VOID(check_page(document, page));
      at.push_back(page);
    }
    std::ranges::sort(at);
    at.erase(std::unique(at.begin(), at.end()), at.end());
    entry = cut_entry(file, at, who, now());
  }
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
