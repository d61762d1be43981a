#include "core/store/ledger.hh"

#include <algorithm>

#include "core/parts.hh"
#include "core/store/documents.hh"
#include "core/store/kho.hh"
#include "core/store/page_blob.hh"
#include "core/store/status.hh"

namespace sohoa {
using namespace store;

struct Ledger::Private {
  KhoLock lock;
  Database db;
  int run = 0;
};

Ledger::Ledger(std::unique_ptr<Private> p) : p_(std::move(p)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

namespace {

std::string optional_text(const SQLite::Column& column) { return column.isNull() ? std::string() : column.getString(); }

void return_all_leases(Database& db) {
  run(db, "UPDATE files SET state = 'pending' WHERE state = 'leased'");
  run(db, "UPDATE pages SET state = 'pending', lease = NULL WHERE state = 'leased'");
}

/// Documents leave the archive, and the index with its next commit; what had been joined to them stands alone again.
void drop_documents(Database& db, const std::string& sha256) {
  run(db, "UPDATE documents SET joined = NULL, indexed = 0 WHERE joined IN (SELECT id FROM documents WHERE sha256 = ?)", sha256);
  run(db, "DELETE FROM document_numbers WHERE id IN (SELECT id FROM documents WHERE sha256 = ?)", sha256);
  run(db, "UPDATE documents SET record = NULL, joined = NULL, indexed = 0 WHERE sha256 = ?", sha256);
}

/// The path of a content that left the file at `path`: none that a file system can have.
std::string path_of_left(std::string path, const std::string& sha256) { return std::move(path) + '\0' + sha256; }

/// A file has left a content: the next file that has it takes over. Where there is none the documents stay, with the original in the
/// archive as their file: scanners use names again, and another scan under the same name says nothing against the one before.
/// Whether that was so.
bool release_content(Database& db, std::int64_t file, const std::string& sha256) {
  run(db, "UPDATE documents SET indexed = 0 WHERE sha256 = ?", sha256);
  auto owner = prepared(db, "SELECT 1 FROM files WHERE sha256 = ? AND hashed = 1 AND state <> 'duplicate'", sha256);
  if (owner.executeStep()) return false;
  if (run(db,
          "UPDATE files SET state = 'pending' WHERE id = "
          "(SELECT min(id) FROM files WHERE sha256 = ? AND hashed = 1 AND state = 'duplicate')",
          sha256) > 0)
    return false;
  auto found = prepared(db, "SELECT path FROM files WHERE id = ?", file);
  found.executeStep();
  const bool stays = run(db, R"(
INSERT INTO files (path, shown, dossier, size, mtime, hashed, sha256, state)
SELECT ?1, shown, dossier, size, mtime, 1, ?2, 'done' FROM files
 WHERE id = ?3 AND EXISTS (SELECT 1 FROM documents WHERE sha256 = ?2 AND record IS NOT NULL))",
                         Bytes{path_of_left(found.getColumn(0).getString(), sha256)}, sha256, file) > 0;
  if (!stays) {  // it had given nothing yet
    run(db, "DELETE FROM pages WHERE sha256 = ?", sha256);
    drop_documents(db, sha256);
  }
  return stays;
}

}  // namespace

Result<Ledger> Ledger::open(const std::filesystem::path& kho) {
  KhoLock lock = TRY(KhoLock::take(kho));
  Database opened = TRY(open_database(kho, true));
  auto p = std::make_unique<Private>(Private{std::move(lock), std::move(opened), 0});
  Database& db = p->db;
  TRY_VOID(guarded([&] {
    SQLite::Transaction transaction(db);
    return_all_leases(db);
    store::run(db, "UPDATE documents SET indexed = 0 WHERE indexed = 2");
    store::run(db, "UPDATE meta SET value = value + 1 WHERE key = 'run'");
    p->run = db.execAndGet("SELECT value FROM meta WHERE key = 'run'").getInt();
    transaction.commit();
  }));
  return Ledger(std::move(p));
}

Result<void> Ledger::note(std::span<const FoundFile> files) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    // What was skipped is looked at again: that costs one read, and the program may have learned the kind.
    SQLite::Statement insert(db, R"(
INSERT INTO files (path, shown, dossier, size, mtime, seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (path) DO UPDATE SET
  seen = excluded.seen,
  hashed = hashed AND size = excluded.size AND mtime = excluded.mtime,
  state = CASE WHEN size = excluded.size AND mtime = excluded.mtime AND state <> 'skipped' THEN state ELSE 'pending' END,
  attempts = CASE WHEN size = excluded.size AND mtime = excluded.mtime THEN attempts ELSE 0 END,
  size = excluded.size,
  mtime = excluded.mtime)");
    for (const FoundFile& file : files) {
      insert.reset();
      const std::string path = file.path.string();
      bind(insert, 1, Bytes{path});
      insert.bind(2, file.shown);
      insert.bind(3, file.dossier);
      insert.bind(4, file.size);
      insert.bind(5, file.mtime);
      insert.bind(6, p_->run);
      insert.exec();
    }
    transaction.commit();
  });
}

Result<std::optional<QueuedFile>> Ledger::take_file() {
  return guarded([&]() -> std::optional<QueuedFile> {
    auto& db = p_->db;
    auto row = prepared(db, R"(
UPDATE files SET state = 'leased', seen = ?
 WHERE id = (SELECT id FROM files WHERE state = 'pending' ORDER BY id LIMIT 1)
RETURNING id, path, shown, dossier, CASE WHEN hashed THEN sha256 END, CASE WHEN hashed THEN page_count ELSE 0 END)",
                        p_->run);
    if (!row.executeStep()) return std::nullopt;
    QueuedFile file{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                    row.getColumn(3).getString(), optional_text(row.getColumn(4)), row.getColumn(5).getInt()};
    row.executeStep();  // to the end, which commits
    return file;
  });
}

Result<NamedContent> Ledger::set_content(std::int64_t file, const std::string& sha256) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    auto before = prepared(db, "SELECT sha256 FROM files WHERE id = ?", file);
    const std::string old = before.executeStep() ? optional_text(before.getColumn(0)) : std::string();
    before.reset();
    auto other = prepared(
        db, "SELECT 1 FROM files WHERE sha256 = ? AND id <> ? AND hashed = 1 AND state NOT IN ('duplicate', 'skipped')",
        sha256, file);
    NamedContent named;
    named.first = !other.executeStep();
    other.reset();
    store::run(db,
               "UPDATE files SET sha256 = ?, hashed = 1, state = ?, page_count = ?, code = NULL, message = NULL WHERE id = ?",
               sha256, named.first ? "leased" : "duplicate", 0, file);
    if (!old.empty() && old != sha256) named.former_stays = release_content(db, file, old);
    // The record lists its duplicates, so the index must hear of a new one.
    if (!named.first) store::run(db, "UPDATE documents SET indexed = 0 WHERE sha256 = ?", sha256);
    transaction.commit();
    return named;
  });
}

Result<void> Ledger::set_pages(std::int64_t file, const std::string& reading, int count) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    store::run(db, "UPDATE files SET page_count = ? WHERE id = ?", count, file);
    store::run(db, R"(
WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT OR IGNORE INTO pages (sha256, reading, page) SELECT sha256, ?, i FROM files, n WHERE id = ?)",
               count, reading, file);
    transaction.commit();
  });
}

Result<bool> Ledger::finish_file(std::int64_t file, const std::optional<Error>& failed) {
  return guarded([&]() -> bool {
    auto& db = p_->db;
    if (failed) {
      store::run(db, "UPDATE files SET state = 'failed', code = ?, message = ? WHERE id = ?",
                 std::string(name(failed->code)), failed->message, file);
      return false;
    }
    SQLite::Transaction transaction(db);
    auto before = prepared(db, "SELECT sha256 FROM files WHERE id = ?", file);
    const std::string old = before.executeStep() ? optional_text(before.getColumn(0)) : std::string();
    before.reset();
    store::run(db, "UPDATE files SET state = 'skipped', hashed = 0, sha256 = NULL, code = NULL, message = NULL WHERE id = ?",
               file);
    const bool stays = !old.empty() && release_content(db, file, old);
    transaction.commit();
    return stays;
  });
}

Result<int> Ledger::charge_file(std::int64_t file) {
  return guarded([&] {
    auto row = prepared(p_->db, "UPDATE files SET attempts = attempts + 1 WHERE id = ? RETURNING attempts", file);
    const int attempts = row.executeStep() ? row.getColumn(0).getInt() : 0;
    row.executeStep();
    return attempts;
  });
}

Result<std::vector<QueuedPage>> Ledger::pages(const std::string& sha256, const std::string& reading) {
  return guarded([&] {
    std::vector<QueuedPage> pages;
    auto rows = prepared(
        p_->db, "SELECT page, state, code, message FROM pages WHERE sha256 = ? AND reading = ? ORDER BY page", sha256,
        reading);
    while (rows.executeStep()) {
      const std::string state = rows.getColumn(1).getString();
      QueuedPage page;
      page.page = rows.getColumn(0).getInt();
      page.state = state == "done"     ? WorkState::done
                   : state == "failed" ? WorkState::failed
                   : state == "leased" ? WorkState::leased
                                       : WorkState::pending;
      if (page.state == WorkState::failed)
        page.error = {error_code_from(rows.getColumn(2).getString()), rows.getColumn(3).getString(), {}, {}, page.page};
      pages.push_back(std::move(page));
    }
    return pages;
  });
}

Result<void> Ledger::lease_page(const PageKey& key) {
  return guarded([&] {
    store::run(p_->db,
               "UPDATE pages SET state = 'leased', lease = ? WHERE sha256 = ? AND reading = ? AND page = ?", p_->run,
               key.sha256, key.reading, key.page);
  });
}

Result<void> Ledger::finish_page(const PageKey& key, const Page& page) {
  const std::string blob = blob_of(page);
  return guarded([&] {
    store::run(p_->db,
               "UPDATE pages SET state = 'done', lease = NULL, code = NULL, message = NULL, result = ? "
               "WHERE sha256 = ? AND reading = ? AND page = ?",
               Bytes{blob}, key.sha256, key.reading, key.page);
  });
}

Result<void> Ledger::fail_page(const PageKey& key, const Error& error) {
  return guarded([&] {
    store::run(p_->db,
               "UPDATE pages SET state = 'failed', lease = NULL, code = ?, message = ? "
               "WHERE sha256 = ? AND reading = ? AND page = ?",
               std::string(name(error.code)), error.message, key.sha256, key.reading, key.page);
  });
}

Result<int> Ledger::charge_page(const PageKey& key) {
  return guarded([&] {
    auto row = prepared(p_->db,
                        "UPDATE pages SET attempts = attempts + 1, state = 'pending', lease = NULL "
                        "WHERE sha256 = ? AND reading = ? AND page = ? RETURNING attempts",
                        key.sha256, key.reading, key.page);
    const int attempts = row.executeStep() ? row.getColumn(0).getInt() : 0;
    row.executeStep();
    return attempts;
  });
}

Result<std::vector<Page>> Ledger::read_pages(const std::string& sha256, const std::string& reading) {
  return guarded([&] { return load_pages(p_->db, sha256, reading); });
}

Result<void> Ledger::put_documents(std::int64_t file, std::span<const Document> documents, const std::string& reading,
                                   const std::string& extraction, const std::set<std::string>& withdrawn) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    const std::string& sha256 = documents.front().sources.front().sha256;
    drop_documents(db, sha256);
    for (const Document& document : documents) save_document(db, document, sha256, reading, extraction, withdrawn.contains(document.id));
    store::run(db, "DELETE FROM pages WHERE sha256 = ? AND reading <> ?", sha256, reading);
    // A decision about what an earlier run read does not mend the file.
    store::run(db, "UPDATE files SET state = 'done', code = NULL, message = NULL WHERE id = ? AND state <> 'failed'", file);
    transaction.commit();
  });
}

Result<void> Ledger::put_joined(const Document& document, std::span<const std::string> hidden, const std::string& reading,
                                const std::string& extraction, const std::set<std::string>& withdrawn) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    save_document(db, document, document.sources.front().sha256, reading, extraction, withdrawn.contains(document.id));
    for (const std::string& id : hidden) store::run(db, "UPDATE documents SET joined = ?, indexed = 0 WHERE id = ?", document.id, id);
    transaction.commit();
  });
}

Result<void> Ledger::queue_outdated(const std::string& reading, const std::string& extraction) {
  return guarded([&] {
    store::run(p_->db, R"(
UPDATE files SET state = 'pending'
 WHERE state = 'done' AND (
   sha256 IN (SELECT sha256 FROM documents WHERE reading = ?1 AND extraction <> ?2) OR
   (seen = ?3 AND sha256 IN (SELECT sha256 FROM documents WHERE reading <> ?1))))",
               reading, extraction, p_->run);
  });
}

Result<int> Ledger::retry_failed() {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    const int files = store::run(db, R"(
UPDATE files SET state = 'pending', attempts = 0, code = NULL, message = NULL
 WHERE state = 'failed' OR
       (state = 'done' AND sha256 IN (SELECT sha256 FROM pages WHERE state = 'failed')))");
    store::run(db,
               "UPDATE pages SET state = 'pending', attempts = 0, code = NULL, message = NULL WHERE state = 'failed'");
    transaction.commit();
    return files;
  });
}

Result<void> Ledger::enter_original(const OriginalName& name) {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    const Bytes path{name.path.native()};
    auto holder = prepared(db, "SELECT sha256 FROM files WHERE path = ? AND sha256 <> ?", path, name.sha256);
    if (holder.executeStep()) {  // the later name is what the file is now
      const std::string left = path_of_left(name.path.native(), holder.getColumn(0).getString());
      store::run(db, "UPDATE files SET path = ? WHERE path = ?", Bytes{left}, path);
      const std::string here = path_of_left(name.path.native(), name.sha256);  // it may come back
      store::run(db, "UPDATE files SET path = ? WHERE path = ?", path, Bytes{here});
    }
    store::run(db, R"(
INSERT INTO files (path, shown, dossier, size, mtime, hashed, sha256, state)
VALUES (?1, ?2, ?3, ?4, 0, 1, ?5,
        CASE WHEN EXISTS (SELECT 1 FROM files WHERE sha256 = ?5 AND hashed = 1 AND state <> 'duplicate') THEN 'duplicate' ELSE 'pending' END)
ON CONFLICT (path) DO NOTHING)",
               path, name.shown, name.dossier, name.size, name.sha256);
    transaction.commit();
  });
}

Result<void> Ledger::salvage_pages(const std::filesystem::path& old) {
  try {
    Database from(old.string(), SQLite::OPEN_READONLY);
    SQLite::Transaction transaction(p_->db);
    SQLite::Statement page(from, "SELECT sha256, reading, page, result FROM pages WHERE state = 'done'");
    try {
      while (page.executeStep()) {
        const SQLite::Column blob = page.getColumn(3);
        const std::string_view bytes(static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes()));
        if (!page_from_blob(bytes)) continue;
        store::run(p_->db, "INSERT OR IGNORE INTO pages (sha256, reading, page, state, result) SELECT ?1, ?2, ?3, 'done', ?4 "
                           "WHERE EXISTS (SELECT 1 FROM files WHERE sha256 = ?1)",
                   page.getColumn(0).getString(), page.getColumn(1).getString(), page.getColumn(2).getInt(), Bytes{bytes});
      }
    } catch (const SQLite::Exception&) {
      // From here on the old ledger is unreadable; what was got is kept.
    }
    transaction.commit();
  } catch (const SQLite::Exception&) {
    // Nothing to be had: all is read again.
  }
  return {};
}

Result<void> Ledger::read_again(const std::string& sha256, int page) {
  return guarded([&] {
    SQLite::Transaction transaction(p_->db);
    store::run(p_->db, "UPDATE pages SET state = 'pending', attempts = 0, result = NULL WHERE sha256 = ? AND page = ?", sha256, page);
    store::run(p_->db, "UPDATE files SET state = 'pending' WHERE sha256 = ? AND state = 'done'", sha256);
    transaction.commit();
  });
}

Result<void> Ledger::index_again(const std::string& id) {
  return guarded([&] { store::run(p_->db, "UPDATE documents SET indexed = 0 WHERE id = ?", id); });
}

Result<void> Ledger::return_leases() {
  return guarded([&] {
    SQLite::Transaction transaction(p_->db);
    return_all_leases(p_->db);
    transaction.commit();
  });
}

Result<std::vector<std::string>> Ledger::duplicates(const std::string& sha256) {
  return guarded([&] { return load_duplicates(p_->db, sha256); });
}

Result<std::vector<std::string>> Ledger::unindexed(const std::string& after, int limit) {
  return guarded([&] {
    std::vector<std::string> ids;
    auto rows = prepared(p_->db, "SELECT id FROM documents WHERE indexed = 0 AND id > ? ORDER BY id LIMIT ?", after, limit);
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    return ids;
  });
}

Result<std::optional<Document>> Ledger::document(const std::string& id) {
  auto document = guarded([&] { return load_document(p_->db, id, true); });
  if (document) return std::move(*document);
  if (document.error().code == ErrorCode::not_found) return std::nullopt;
  return tl::unexpected(std::move(document).error());
}

Result<std::optional<StoredPart>> Ledger::part(const std::string& id) {
  return guarded([&]() -> Result<std::optional<StoredPart>> {
    auto row = prepared(p_->db, R"(
SELECT f.id, f.path, f.shown, f.dossier, f.sha256, f.page_count, d.reading
  FROM documents d JOIN files f ON f.sha256 = d.sha256 AND f.hashed = 1 AND f.state IN ('done', 'failed')
 WHERE d.id = ? AND d.record IS NOT NULL)",
                        id);
    if (!row.executeStep()) return std::nullopt;
    StoredPart part;
    part.file = {row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                 row.getColumn(3).getString(), row.getColumn(4).getString(), row.getColumn(5).getInt()};
    part.reading = row.getColumn(6).getString();
    part.document = TRY(load_part(p_->db, id));
    return part;
  });
}

Result<std::vector<std::string>> Ledger::ids_in(const std::string& file) {
  return guarded([&] {
    std::vector<std::string> ids;
    auto rows = prepared(p_->db, "SELECT id FROM documents WHERE id >= ?1 AND id < ?1 || 'g' AND record IS NOT NULL", file);
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    std::ranges::sort(ids, {}, first_page_of_id);
    return ids;
  });
}

Result<std::int64_t> Ledger::journal_followed() {
  return guarded([&] { return p_->db.execAndGet("SELECT value FROM meta WHERE key = 'journal'").getInt64(); });
}

Result<void> Ledger::set_journal_followed(std::int64_t end) {
  return guarded([&] { store::run(p_->db, "UPDATE meta SET value = ? WHERE key = 'journal'", end); });
}

Result<void> Ledger::mark_put(const std::string& id) {
  return guarded([&] { store::run(p_->db, "UPDATE documents SET indexed = 2 WHERE id = ?", id); });
}

Result<void> Ledger::mark_committed() {
  return guarded([&] {
    auto& db = p_->db;
    SQLite::Transaction transaction(db);
    store::run(db, "DELETE FROM documents WHERE indexed = 2 AND record IS NULL");
    store::run(db, "UPDATE documents SET indexed = 1 WHERE indexed = 2");
    transaction.commit();
  });
}

Result<void> Ledger::forget_index() {
  return guarded([&] { store::run(p_->db, "UPDATE documents SET indexed = 0"); });
}

Result<ArchiveStatus> Ledger::status() {
  return guarded([&] { return read_status(p_->db, p_->run); });
}

}  // namespace sohoa
