#include "core/store/integrity.hh"

#include "core/record_json.hh"
#include "core/store/database.hh"
#include "core/store/page_blob.hh"

namespace sohoa {
namespace fs = std::filesystem;
using namespace store;

Result<std::vector<KnownContent>> known_contents(const fs::path& kho) {
  Database db = TRY(open_database(kho, false));
  return guarded([&] {
    std::vector<KnownContent> contents;
    auto rows = prepared(db, "SELECT sha256, min(path) FROM files WHERE hashed = 1 AND sha256 IS NOT NULL GROUP BY sha256");
    while (rows.executeStep()) contents.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString()});
    return contents;
  });
}

Result<std::vector<DamagedRow>> damaged_rows(const fs::path& kho) {
  Database db = TRY(open_database(kho, false));
  return guarded([&] {
    std::vector<DamagedRow> damaged;
    auto records = prepared(db, "SELECT id, sha256, record FROM documents WHERE record IS NOT NULL");
    while (records.executeStep()) {
      const Json record = Json::parse(records.getColumn(2).getString(), nullptr, false);
      if (record.is_discarded() || !document_from_json(record)) damaged.push_back({records.getColumn(1).getString(), records.getColumn(0).getString(), 0});
    }
    auto pages = prepared(db, "SELECT sha256, page, result FROM pages WHERE state = 'done'");
    while (pages.executeStep()) {
      const SQLite::Column blob = pages.getColumn(2);
      if (!page_from_blob({static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes())}))
        damaged.push_back({pages.getColumn(0).getString(), {}, pages.getColumn(1).getInt()});
    }
    return damaged;
  });
}

Result<std::vector<StoredId>> stored_ids(const fs::path& kho) {
  Database db = TRY(open_database(kho, false));
  return guarded([&] {
    std::vector<StoredId> ids;
    auto rows = prepared(db, "SELECT id, record IS NOT NULL AND joined IS NULL AND NOT withdrawn, indexed = 1 FROM documents");
    while (rows.executeStep()) ids.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getInt() != 0, rows.getColumn(2).getInt() != 0});
    return ids;
  });
}

Result<std::int64_t> followed_bytes(const fs::path& kho) {
  Database db = TRY(open_database(kho, false));
  return guarded([&] { return db.execAndGet("SELECT value FROM meta WHERE key = 'journal'").getInt64(); });
}

Result<std::string> ledger_complaints(const fs::path& kho) {
  Database db = TRY(open_database(kho, false));
  return guarded([&] {
    std::string complaints;
    auto rows = prepared(db, "PRAGMA integrity_check");
    while (rows.executeStep())
      if (const std::string line = rows.getColumn(0).getString(); line != "ok") complaints += (complaints.empty() ? "" : "\n") + line;
    return complaints;
  });
}

}  // namespace sohoa
