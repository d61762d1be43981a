#include "ingest/decide.hh"

#include <algorithm>
#include <set>

#include "core/parts.hh"
#include "core/store/journal.hh"
#include "core/store/kho.hh"
#include "ingest/feed_index.hh"
#include "ingest/remake.hh"

namespace sohoa {
namespace {

/// The file whose documents are others after this entry; empty when it is about something else.
std::string file_of(const Json& entry) {
  for (const char* key : {"id", "file"})
    if (const auto id = entry.find(key); id != entry.end() && id->is_string()) return file_of_id(id->get<std::string>());
  const auto ids = entry.find("ids");
  return ids != entry.end() && ids->is_array() && !ids->empty() && ids->front().is_string() ? file_of_id(ids->front().get<std::string>()) : "";
}

/// The same, and all files that a join is about.
std::set<std::string> files_of(const Json& entry) {
  std::set<std::string> files{file_of(entry)};
  if (const auto ids = entry.find("ids"); ids != entry.end() && ids->is_array())
    for (const Json& id : *ids)
      if (id.is_string()) files.insert(file_of_id(id.get<std::string>()));
  files.erase("");
  return files;
}

/// What people decided about a part holds only while the file is cut as they saw it, so the program's cuts are kept with their first
/// decision. What takes a document away or joins it is about all its pages, also of a file that is not cut.
Result<void> keep_cuts(const std::filesystem::path& kho, Ledger& ledger, const std::vector<Json>& entries) {
  if (entries.empty()) return {};
  Decisions decisions = decisions_of(TRY(read_journal(kho)).entries);
  std::vector<Json> kept;
  for (const Json& entry : entries) {
    const std::string what = entry.value("what", "");
    const bool about_all = what == "withdraw" || what == "replace" || what == "join";
    if (what != "correct" && !about_all) continue;
    for (const std::string& file : files_of(entry)) {
      if (cuts_of(decisions, file)) continue;
      std::vector<int> at;
      for (const std::string& id : TRY(ledger.ids_in(file))) at.push_back(first_page_of_id(id));
      if (at.empty() || (at.size() == 1 && !about_all)) continue;
      kept.push_back(kept_cuts_entry(file, at, entry.value("who", ""), entry.value("time", "")));
      decisions.kept_cuts[file] = std::move(at);
    }
  }
  return kept.empty() ? Result<void>() : append_to_journal(kho, kept);
}

/// The decisions with those joins only that have a part in one of the files: the others are as they were.
Decisions joins_with(Decisions decisions, const std::set<std::string>& files) {
  std::erase_if(decisions.joins, [&](const auto& join) {
    return std::ranges::none_of(join.second, [&](const std::string& id) { return files.contains(file_of_id(id)); });
  });
  return decisions;
}

}  // namespace

Result<Decisions> follow_journal(const std::filesystem::path& kho, Ledger& ledger, const Knowledge& knowledge) {
  const std::int64_t followed = TRY(ledger.journal_followed());
  const std::vector<Json> entries = TRY(read_journal(kho, followed)).entries;
  TRY_VOID(keep_cuts(kho, ledger, entries));
  const Journal journal = TRY(read_journal(kho));
  Decisions decisions = decisions_of(journal.entries);
  if (followed == journal.end) return decisions;
  std::set<std::string> files;
  for (const Json& entry : entries)
    if (const std::string file = file_of(entry); !file.empty()) files.insert(file);
  for (const std::string& file : files) TRY_VOID(remake_file(ledger, file, decisions, knowledge));
  TRY_VOID(settle_joins(ledger, joins_with(decisions, files), knowledge));
  TRY_VOID(ledger.set_journal_followed(journal.end));
  return decisions;
}

Result<void> decide(const std::filesystem::path& kho, std::span<const Json> entries, const Knowledge& knowledge, Progress& progress) {
  Ledger ledger = TRY(Ledger::open(kho));
  TRY_VOID(append_to_journal(kho, entries));
  TRY_VOID(follow_journal(kho, ledger, knowledge));
  IndexWriter writer = TRY(open_index(kho, ledger));
  const std::atomic<bool> never = false;
  TRY_VOID(feed_index(ledger, writer, progress, never));
  TRY_VOID(writer.commit());
  return ledger.mark_committed();
}

}  // namespace sohoa
