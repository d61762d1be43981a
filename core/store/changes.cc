#include "core/store/changes.hh"

#include "core/store/archive.hh"
#include "core/store/archive_private.hh"

namespace sohoa {
namespace store {
namespace {

/// `n` only grows: a document that changes again gets a new one. Rows are replaced by hand: the statement that fires a trigger imposes
/// its own way with conflicts.
constexpr const char* kCreate = R"(
CREATE TABLE document_changes (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE);
INSERT INTO document_changes (id) SELECT id FROM documents;
CREATE TRIGGER change_of_new AFTER INSERT ON documents BEGIN
  DELETE FROM document_changes WHERE id = new.id;
  INSERT INTO document_changes (id) VALUES (new.id);
END;
CREATE TRIGGER change_of_changed AFTER UPDATE OF record, joined, withdrawn ON documents BEGIN
  DELETE FROM document_changes WHERE id = new.id;
  INSERT INTO document_changes (id) VALUES (new.id);
END;
CREATE TRIGGER change_of_gone AFTER DELETE ON documents BEGIN
  DELETE FROM document_changes WHERE id = old.id;
  INSERT INTO document_changes (id) VALUES (old.id);
END;
)";

}  // namespace

void keep_changes(Database& db) {
  if (!db.tableExists("document_changes")) db.exec(kCreate);
}

}  // namespace store

using namespace store;

Result<std::int64_t> Archive::mark() const {
  return guarded([&]() -> Result<std::int64_t> {
    if (!p_->db.tableExists("document_changes")) TRY_VOID(open_database(p_->kho, true));  // an archive from before
    auto last = prepared(p_->db, "SELECT coalesce(max(n), 0) FROM document_changes");
    return last.executeStep() ? last.getColumn(0).getInt64() : 0;
  });
}

Result<Changes> Archive::changed_since(std::int64_t mark, std::size_t most) const {
  return guarded([&]() -> Result<Changes> {
    if (!p_->db.tableExists("document_changes")) TRY_VOID(open_database(p_->kho, true));  // an archive from before
    Changes out;
    out.mark = mark;
    auto rows = prepared(p_->db, "SELECT n, id FROM document_changes WHERE n > ? ORDER BY n LIMIT ?", mark, static_cast<std::int64_t>(most) + 1);
    while (rows.executeStep()) {
      out.more = out.ids.size() == most;
      if (out.more) break;
      out.mark = rows.getColumn(0).getInt64();
      out.ids.push_back(rows.getColumn(1).getString());
    }
    return out;
  });
}

}  // namespace sohoa
