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

/// The decisions with those joins only that have a part in one of the files: the others are as they were.
Decisions joins_with(Decisions decisions, const std::set<std::string>& files) {
  std::erase_if(decisions.joins, [&](const auto& join) {
    return std::ranges::none_of(join.second, [&](const std::string& id) { return files.contains(file_of_id(id)); });
  });
  return decisions;
}

}  // namespace

Result<Decisions> follow_journal(const std::filesystem::path& kho, Ledger& ledger, const Knowledge& knowledge) {
  const Journal journal = TRY(read_journal(kho));
  Decisions decisions = decisions_of(journal.entries);
  const std::int64_t followed = TRY(ledger.journal_followed());
  if (followed == journal.end) return decisions;
  std::set<std::string> files;
  for (const Json& entry : TRY(read_journal(kho, followed)).entries)
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
