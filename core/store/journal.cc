#include "core/store/journal.hh"

#include "core/store/chained_log.hh"
#include "core/store/kho.hh"

namespace sohoa {

Result<void> append_to_journal(const std::filesystem::path& kho, std::span<const Json> entries) {
  return append_chained(journal_path(kho), entries);
}

Result<Journal> read_journal(const std::filesystem::path& kho, std::int64_t from) {
  Journal journal;
  journal.end = TRY(each_entry(journal_path(kho), from, [&](Json entry) { journal.entries.push_back(std::move(entry)); }));
  return journal;
}

}  // namespace sohoa
