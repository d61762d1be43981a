#include "ingest/piles.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.hh"
#include "core/parts.hh"
#include "core/store/archive.hh"
#include "core/store/decisions.hh"
#include "core/store/journal.hh"

namespace sohoa {
namespace {

/// Ids of the documents that begin in a file, and what each was joined to (Archive::parts_of_file).
using Parts = std::vector<std::pair<std::string, std::string>>;

Result<Parts> parts_of(const std::filesystem::path& kho, const std::string& file) {
  const Archive archive = TRY(Archive::open(kho));
  return archive.parts_of_file(file);
}

/// The pages on which documents of a file begin, joined to others or not: a cut that leaves one out would dissolve it.
std::vector<int> beginnings(const Parts& parts) {
  std::vector<int> at;
  for (const auto& [id, joined_to] : parts) at.push_back(first_page_of_id(id));
  return at;
}

tl::unexpected<Error> was_joined() {
  return fail(ErrorCode::usage, tr("the document was joined of several files"), tr("Take that back first: sohoa join --undo ID"));
}

Result<void> check_page(const Document& document, int page) {
  if (document.sources.size() > 1) return was_joined();
  const std::vector<int>& pages = document.sources.front().pages;
  if (std::ranges::find(pages, page) != pages.end() && page != pages.front()) return {};
  return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("no document can begin on page {} here: it has pages {} to {}")), page, pages.front(), pages.back()));
}

tl::unexpected<Error> joined_with_others(const std::string& id, const std::string& joined_to) {
  return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} of this file is joined with others")), id),
              fmt::format(fmt::runtime(tr("Take that back first: sohoa join --undo {}")), joined_to));
}

/// Parts of one file that follow each other are joined by leaving out the cuts between them.
Result<std::vector<int>> without_cuts_between(std::vector<int> at, const std::vector<std::string>& ids) {
  const auto place = std::ranges::find(at, first_page_of_id(ids.front()));
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto next = place == at.end() ? place : std::next(place);
    if (next == at.end() || *next != first_page_of_id(ids[i]))
      return fail(ErrorCode::usage, tr("these parts of one file do not follow each other"), tr("Name them in the order of their pages."));
    at.erase(next);
  }
  return at;
}

Result<Document> document_in(const std::filesystem::path& kho, const std::string& id) {
  const Archive archive = TRY(Archive::open(kho));
  return archive.document(id);
}

}  // namespace

Result<std::vector<Document>> documents_in(const std::filesystem::path& kho, const std::string& file) {
  const Archive archive = TRY(Archive::open(kho));
  std::vector<Document> documents;
  for (const auto& [id, joined_to] : TRY(archive.parts_of_file(file)))
    if (joined_to.empty() || joined_to == id) documents.push_back(TRY(archive.document(id)));
  return documents;
}

Result<Json> cut_before(const std::filesystem::path& kho, const std::string& id, const std::vector<int>& pages, const std::string& who,
                        const std::string& time) {
  const std::string file = file_of_id(id);
  const Document document = TRY(document_in(kho, id));
  std::vector<int> at = beginnings(TRY(parts_of(kho, file)));
  for (const int page : pages) {
    TRY_VOID(check_page(document, page));
    at.push_back(page);
  }
  std::ranges::sort(at);
  at.erase(std::unique(at.begin(), at.end()), at.end());
  return cut_entry(file, at, who, time);
}

Result<Json> cut_anew(const std::filesystem::path& kho, const std::string& file, std::vector<int> at, const std::string& who, const std::string& time) {
  std::vector<int> pages;
  for (const Document& document : TRY(documents_in(kho, file))) {
    if (document.sources.size() > 1) return was_joined();
    pages.insert(pages.end(), document.sources.front().pages.begin(), document.sources.front().pages.end());
  }
  std::ranges::sort(at);
  at.erase(std::unique(at.begin(), at.end()), at.end());
  for (const auto& [id, joined_to] : TRY(parts_of(kho, file)))
    if (!joined_to.empty()) return joined_with_others(id, joined_to);
  if (pages.empty()) return fail(ErrorCode::not_found, tr("the archive has no such file"));
  const auto [first, last] = std::ranges::minmax(pages);
  for (const int page : at)
    if (page < first || page > last)
      return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("no document can begin on page {} here: it has pages {} to {}")), page, first, last));
  if (at.empty() || at.front() != first) at.insert(at.begin(), first);
  return cut_entry(file, at, who, time);
}

Result<Json> take_cut_back(const std::filesystem::path& kho, const std::string& file, const std::string& who, const std::string& time) {
  const Parts parts = TRY(parts_of(kho, file));
  // Taking cuts back may take away a part of a document that was joined.
  for (const auto& [id, joined_to] : parts)
    if (!joined_to.empty()) return joined_with_others(id, joined_to);
  const Journal journal = TRY(read_journal(kho));
  if (decisions_of(journal.entries).cuts.contains(file)) return withdrawn_cut_entry(file, who, time);
  if (parts.size() > 1) return cut_entry(file, {1}, who, time);
  return fail(ErrorCode::not_found, tr("the file is not cut"));
}

Result<Json> join_in_order(const std::filesystem::path& kho, const std::vector<std::string>& ids, const std::string& who, const std::string& time) {
  if (ids.size() < 2) return fail(ErrorCode::usage, tr("name two documents or more, in the order of their pages"));
  std::vector<std::string> sorted = ids;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) return fail(ErrorCode::usage, tr("a document is named twice"));
  for (const std::string& id : ids)
    if (const Document part = TRY(document_in(kho, id)); part.sources.size() > 1) return was_joined();
  const std::string file = file_of_id(ids.front());
  if (!std::ranges::all_of(ids, [&](const std::string& id) { return file_of_id(id) == file; })) return join_entry(ids, who, time);
  const Parts parts = TRY(parts_of(kho, file));
  return cut_entry(file, TRY(without_cuts_between(beginnings(parts), ids)), who, time);
}

Result<Json> take_join_back(const std::filesystem::path& kho, const std::string& id, const std::string& who, const std::string& time) {
  if (TRY(document_in(kho, id)).sources.size() < 2) return fail(ErrorCode::not_found, tr("the document was not joined of several files"));
  return withdrawn_join_entry(id, who, time);
}

}  // namespace sohoa
