#include "core/store/database.hh"

#include <sqlite3.h>
#include <unistd.h>

#include "core/store/changes.hh"
#include "core/store/kho.hh"
#include "core/store/summaries.hh"

namespace sohoa::store {
namespace {

constexpr int kSchema = 3;

/// `files.path` is what the file system says, byte for byte; `shown` is NFC and goes into records. `hashed` 0: `sha256` is
/// of an older state of the file, or unknown. `seen`: the last run that met the file. The first file of a content does the
/// work for it, the others are `duplicate`. `pages.lease`: the run that is reading it. A document without `record` was
/// given up by all files and still has to leave the index; one that is `joined` is now pages of that document, and hidden; one that
/// is `withdrawn` was taken out by a person, and is hidden. `message` is English (failure_text.hh). `indexed`: 0 no,
/// 2 given to the index, 1 committed by it. `meta.journal`: bytes of the journal whose decisions the records know.
constexpr const char* kTables = R"(
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,
  shown TEXT NOT NULL,
  dossier TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  hashed INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  page_count INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'pending',
  attempts INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  message TEXT,
  seen INTEGER NOT NULL DEFAULT 0);
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_by_state ON files (state, id);
CREATE TABLE pages (
  sha256 TEXT NOT NULL,
  reading TEXT NOT NULL,
  page INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  attempts INTEGER NOT NULL DEFAULT 0,
  lease INTEGER,
  code TEXT,
  message TEXT,
  result BLOB,
  UNIQUE (sha256, reading, page));
CREATE INDEX pages_by_state ON pages (state);
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  reading TEXT NOT NULL,
  extraction TEXT NOT NULL,
  record TEXT,
  indexed INTEGER NOT NULL DEFAULT 0,
  joined TEXT,
  withdrawn INTEGER NOT NULL DEFAULT 0);
CREATE INDEX documents_by_content ON documents (sha256);
CREATE INDEX documents_to_index ON documents (indexed) WHERE indexed <> 1;
CREATE INDEX documents_joined ON documents (joined) WHERE joined IS NOT NULL;
CREATE TABLE document_numbers (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', 3), ('run', 0), ('journal', 0);
)";

/// What was added to the ledger with each schema.
constexpr const char* kFrom1To2 = R"(
ALTER TABLE documents ADD COLUMN joined TEXT;
CREATE INDEX documents_joined ON documents (joined) WHERE joined IS NOT NULL;
INSERT INTO meta VALUES ('journal', 0);
UPDATE meta SET value = 2 WHERE key = 'schema';
)";

constexpr const char* kFrom2To3 = R"(
ALTER TABLE documents ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET value = 3 WHERE key = 'schema';
)";

int schema_of(Database& db) { return db.execAndGet("SELECT value FROM meta WHERE key = 'schema'").getInt(); }

/// The ledger as the older sohoa left it, beside the new one (ledger.schema2.sqlite), so that a person can go back.
void keep_old(Database& db, const std::filesystem::path& kho, int schema) {
  const std::filesystem::path kept = kho / fmt::format("ledger.schema{}.sqlite", schema);
  if (std::filesystem::exists(kept)) return;
  const std::filesystem::path part = kept.string() + "." + std::to_string(getpid());
  run(db, "VACUUM INTO ?", part.string());
  std::filesystem::rename(part, kept);
}

/// Brings an older ledger to kSchema; what the older sohoa wrote means the same as before.
void upgrade(Database& db, const std::filesystem::path& kho) {
  if (!db.tableExists("meta") || schema_of(db) >= kSchema) return;
  keep_old(db, kho, schema_of(db));
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);  // two may have come here
  if (schema_of(db) == 1) db.exec(kFrom1To2);
  if (schema_of(db) == 2) db.exec(kFrom2To3);
  transaction.commit();
}

Result<void> check_schema(Database& db) {
  const int found = schema_of(db);
  if (found == kSchema) return {};
  return fail(ErrorCode::incompatible,
              fmt::format(fmt::runtime(tr("the archive was written by a newer sohoa (layout {}, this one knows {})")),
                          found, kSchema),
              tr("Use the newer sohoa."));
}

}  // namespace

SQLite::Statement Database::take(const char* sql) {
  const auto known = idle_.find(sql);
  if (known == idle_.end()) return SQLite::Statement(*this, sql);
  SQLite::Statement statement = std::move(idle_.extract(known).mapped());
  statement.clearBindings();
  return statement;
}

void Database::give_back(SQLite::Statement&& statement) {
  constexpr std::size_t kMostIdle = 100;  // some statements are put together, and might have no end
  statement.tryReset();  // an open one would keep what it read from being written over
  if (idle_.size() >= kMostIdle) idle_.erase(idle_.begin());
  idle_.try_emplace(statement.getQuery(), std::move(statement));
}

Error error_of(const SQLite::Exception& e) {
  switch (e.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::busy, tr("the ledger is busy"), tr("Wait until it has finished, then try again."), {}, 0};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::bad_data, fmt::format(fmt::runtime(tr("the ledger is damaged ({})")), e.what()),
              tr("Bring back a backup, or ingest the originals into a new archive."), {}, 0};
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return {ErrorCode::io, fmt::format(fmt::runtime(tr("the ledger cannot be written ({})")), e.what()),
              tr("Check that the folder may be written and the disk is not full."), {}, 0};
    default: return {ErrorCode::internal, std::string("SQLite: ") + e.what(), {}, {}, 0};
  }
}

Result<Database> open_database(const std::filesystem::path& kho, bool writing) {
  const std::filesystem::path path = ledger_path(kho);
  const auto no_archive = [&] {
    return fail(ErrorCode::no_archive, fmt::format(fmt::runtime(tr("{} is no archive")), kho.string()),
                tr("Name the archive with --kho, or make one with `sohoa ingest --kho FOLDER SCANS`."));
  };
  if (!writing && !std::filesystem::exists(path)) return no_archive();
  return guarded([&]() -> Result<Database> {
    constexpr int kWaitMs = 10'000;
    Database db(path.string(), writing ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY,
                        kWaitMs);
    if (writing) {
      // Killed at any moment nothing is lost; after a power failure at most the last commits are, and they are made again.
      db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      upgrade(db, kho);
      SQLite::Transaction transaction(db);
      if (!db.tableExists("meta")) db.exec(kTables);
      TRY_VOID(check_schema(db));  // what a newer sohoa wrote is left as it is
      keep_summaries(db);
      keep_changes(db);
      transaction.commit();
    } else if (!db.tableExists("meta")) {
      return no_archive();
    } else if (schema_of(db) < kSchema) {
      return open_database(kho, true);  // reads as the newer schema does, once it is one
    }
    TRY_VOID(check_schema(db));
    return db;
  });
}

}  // namespace sohoa::store
