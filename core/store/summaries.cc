#include "core/store/summaries.hh"

#include <fmt/format.h>

#include <optional>

#include "core/store/archive.hh"
#include "core/store/archive_private.hh"

namespace sohoa {
namespace store {
namespace {

/// What kSelect says; a greater one makes archives from before build their summaries anew. `meta.summaries`: those that are there.
constexpr int kSummaries = 4;

/// Records are read by path, see docs/record.md. A list's first value is the one that counts, of joint issuers all.
constexpr const char* kSelect = R"(
SELECT id,
  coalesce(record ->> '$.dossier', '') AS dossier,
  coalesce(record ->> '$.sources[0].path', '') AS path,
  coalesce(record ->> '$.fields.number.value[0]', record ->> '$.fields.number.value', '') AS number,
  coalesce(record ->> '$.fields.issued_date.value', '') AS date,
  coalesce(record ->> '$.fields.issuer.full', record ->> '$.fields.issuer.value', '') AS issuer,
  coalesce(record ->> '$.fields.subject.value', '') AS subject,
  coalesce(record ->> '$.fields.type.value', '') AS type,
  coalesce(record ->> '$.fields.expiry_date.value', '') AS expiry,
  coalesce(record ->> '$.fields.number.status', '') IN ('accepted', 'corrected') AS number_sure,
  coalesce(record ->> '$.fields.issued_date.status', '') IN ('accepted', 'corrected') AS date_sure,
  NOT EXISTS (SELECT 1 FROM json_each(record, '$.fields') WHERE value ->> '$.status' = 'review') AS reviewed,
  EXISTS (SELECT 1 FROM json_each(record, '$.issues') WHERE value ->> '$.code' IN ('page.unread', 'page.unreadable')) AS unreadable,
  (SELECT coalesce(sum(json_array_length(value, '$.pages')), 0) FROM json_each(record, '$.sources')) AS pages,
  (SELECT count(*) FROM json_each(record, '$.issues') WHERE value ->> '$.code' = 'page.blank') AS blank_pages,
  coalesce(record ->> '$.fields.secrecy.status', 'missing') <> 'missing' AND
    coalesce(record ->> '$.fields.secrecy.value[0]', record ->> '$.fields.secrecy.value', '') <> '' AS secret
  FROM documents WHERE record IS NOT NULL AND joined IS NULL AND NOT withdrawn)";

/// Without what an older sohoa kept.
constexpr const char* kDrop = R"(
DROP TRIGGER IF EXISTS summary_of_new;
DROP TRIGGER IF EXISTS summary_of_changed;
DROP VIEW IF EXISTS document_summaries;
DROP TABLE IF EXISTS summaries;
)";

constexpr const char* kCreate = R"(
CREATE TABLE summaries (
  id TEXT PRIMARY KEY, dossier TEXT, path TEXT, number TEXT, date TEXT, issuer TEXT, subject TEXT, type TEXT, expiry TEXT,
  number_sure INTEGER, date_sure INTEGER, reviewed INTEGER, unreadable INTEGER, pages INTEGER, blank_pages INTEGER, secret INTEGER) WITHOUT ROWID;
CREATE TRIGGER summary_of_new AFTER INSERT ON documents BEGIN
  DELETE FROM summaries WHERE id = new.id;
  INSERT INTO summaries SELECT * FROM document_summaries WHERE id = new.id;
END;
CREATE TRIGGER summary_of_changed AFTER UPDATE OF record, joined, withdrawn ON documents BEGIN
  DELETE FROM summaries WHERE id = new.id;
  INSERT INTO summaries SELECT * FROM document_summaries WHERE id = new.id;
END;
INSERT INTO summaries SELECT * FROM document_summaries;
)";

bool has_summaries(Database& db) {
  if (!db.tableExists("summaries")) return false;
  auto kept = prepared(db, "SELECT value FROM meta WHERE key = 'summaries'");
  return kept.executeStep() && kept.getColumn(0).getInt() == kSummaries;
}

/// What a query of the columns below says in the row it stands on.
constexpr const char* kColumns = "id, dossier, path, number, date, issuer, subject, type, expiry, number_sure, date_sure, reviewed, unreadable, secret, pages, blank_pages";

void read_row(Statement& row, Summary& s) {
  int i = 0;
  for (std::string* text : {&s.id, &s.dossier, &s.path, &s.number, &s.date, &s.issuer, &s.subject, &s.type, &s.expiry})
    *text = row.getColumn(i++).getText();
  for (bool* flag : {&s.number_sure, &s.date_sure, &s.reviewed, &s.unreadable, &s.secret}) *flag = row.getColumn(i++).getInt() != 0;
  s.pages = row.getColumn(i++).getInt();
  s.blank_pages = row.getColumn(i++).getInt();
}

/// Where summaries are read. An archive from before summaries, or with other ones, has them as soon as anything writes to it; until it
/// may be written, and where it never may, they are reckoned each time.
std::string source_of(Database& db, const std::filesystem::path& kho) {
  return has_summaries(db) || open_database(kho, true) ? std::string("summaries") : fmt::format("({})", kSelect);
}

constexpr const char* kCopies = "SELECT documents.id, shown FROM files JOIN documents USING (sha256) "
                                "WHERE state = 'duplicate' AND record IS NOT NULL AND joined IS NULL AND NOT withdrawn ORDER BY shown, path";

}  // namespace

void keep_summaries(Database& db) {
  if (has_summaries(db)) return;
  db.exec(kDrop);
  db.exec(std::string("CREATE VIEW document_summaries AS") + kSelect);
  db.exec(kCreate);
  run(db, "INSERT OR REPLACE INTO meta VALUES ('summaries', ?)", kSummaries);
}

}  // namespace store

using namespace store;

Result<void> Archive::each_summary(const std::function<bool(const Summary&)>& visit) const {
  return guarded([&]() -> Result<void> {
    const std::string source = source_of(p_->db, p_->kho);
    const Besides besides = TRY(this->besides());
    Summary s;
    auto rows = prepared(p_->db, fmt::format("SELECT {} FROM {} ORDER BY id", kColumns, source).c_str());
    while (rows.executeStep()) {
      read_row(rows, s);
      besides.tell(s);
      if (!visit(s)) return {};
    }
    return {};
  });
}

Result<std::optional<Summary>> Archive::summary(const std::string& id) const {
  return guarded([&]() -> Result<std::optional<Summary>> {
    auto row = prepared(p_->db, fmt::format("SELECT {} FROM {} WHERE id = ?", kColumns, source_of(p_->db, p_->kho)).c_str(), id);
    if (!row.executeStep()) return std::nullopt;
    Summary out;
    read_row(row, out);
    return out;
  });
}

Result<Besides> Archive::besides() const {
  return guarded([&]() -> Result<Besides> {
    Besides out;
    auto ids = prepared(p_->db, "SELECT id FROM documents WHERE indexed <> 1");
    while (ids.executeStep()) out.unindexed.insert(ids.getColumn(0).getString());
    auto files = prepared(p_->db, kCopies);
    while (files.executeStep()) out.duplicates[files.getColumn(0).getString()].push_back(files.getColumn(1).getString());
    return out;
  });
}

void Besides::tell(Summary& s) const {
  s.indexed = !unindexed.contains(s.id);
  const auto found = duplicates.find(s.id);
  s.duplicates = found == duplicates.end() ? std::vector<std::string>() : found->second;
}

}  // namespace sohoa
