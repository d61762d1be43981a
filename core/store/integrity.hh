#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hh"

namespace sohoa {

// What `sohoa verify` asks the ledger, read-only, while others may write it.

/// A content the ledger counts on, and where a file with it was found.
struct KnownContent {
  std::string sha256;
  std::filesystem::path path;
};
Result<std::vector<KnownContent>> known_contents(const std::filesystem::path& kho);

/// A record (`id` set) or a page (`page` > 0) of a content that the ledger holds and cannot be understood.
struct DamagedRow {
  std::string sha256, id;
  int page = 0;
};
Result<std::vector<DamagedRow>> damaged_rows(const std::filesystem::path& kho);

/// A document of the ledger. `settled`: the index is believed to know its present state; else the next run tells it.
struct StoredId {
  std::string id;
  bool shown = false, settled = false;
};
Result<std::vector<StoredId>> stored_ids(const std::filesystem::path& kho);

/// Up to which byte the ledger has followed the journal.
Result<std::int64_t> followed_bytes(const std::filesystem::path& kho);

/// What SQLite finds broken in the whole ledger, its cross-references among it, one complaint a line; empty = sound.
Result<std::string> ledger_complaints(const std::filesystem::path& kho);

}  // namespace sohoa
