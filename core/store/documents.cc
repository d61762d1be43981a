#include "core/store/documents.hh"

#include <algorithm>

#include "core/parts.hh"
#include "core/record_json.hh"
#include "core/store/page_blob.hh"
#include "core/text/number_key.hh"

namespace sohoa::store {
namespace {

std::string_view blob(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

Result<Document> none(const std::string& id) {
  return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no document {}")), id));
}

Result<Document> parsed(const std::string& record) {
  const Json json = Json::parse(record, nullptr, false);
  if (json.is_discarded()) return fail(ErrorCode::bad_data, "a record in the ledger is damaged");
  return document_from_json(json);
}

/// The pages of a source as its content was last read.
Result<std::vector<Page>> source_pages(Database& db, const Source& source) {
  auto reading = prepared(db, "SELECT reading FROM documents WHERE sha256 = ? AND record IS NOT NULL LIMIT 1", source.sha256);
  if (!reading.executeStep()) return std::vector<Page>();
  std::vector<Page> pages = TRY(load_pages(db, source.sha256, reading.getColumn(0).getString()));
  std::erase_if(pages, [&](const Page& page) { return std::ranges::find(source.pages, page.n) == source.pages.end(); });
  return pages;
}

}  // namespace

Result<std::vector<Page>> load_pages(Database& db, const std::string& sha256, const std::string& reading) {
  std::vector<Page> pages;
  auto rows = prepared(db,
                       "SELECT result FROM pages WHERE sha256 = ? AND reading = ? AND state = 'done' ORDER BY page",
                       sha256, reading);
  while (rows.executeStep()) pages.push_back(TRY(page_from_blob(blob(rows.getColumn(0)))));
  return pages;
}

std::vector<std::string> load_duplicates(Database& db, const std::string& sha256) {
  std::vector<std::string> paths;
  auto rows = prepared(db, "SELECT shown FROM files WHERE sha256 = ? AND state = 'duplicate' ORDER BY shown, path", sha256);
  while (rows.executeStep()) paths.push_back(rows.getColumn(0).getString());
  return paths;
}

Result<Document> load_document(Database& db, const std::string& id, bool with_pages) {
  auto row = prepared(db, "SELECT record, sha256 FROM documents WHERE id = ? AND record IS NOT NULL AND joined IS NULL AND NOT withdrawn", id);
  if (!row.executeStep()) return none(id);
  Document document = TRY(parsed(row.getColumn(0).getString()));
  document.duplicates = load_duplicates(db, row.getColumn(1).getString());
  if (!with_pages) return document;
  for (const Source& source : document.sources) add_pages(document.pages, TRY(source_pages(db, source)));
  return document;
}

Result<Document> load_record(Database& db, const std::string& id) {
  auto row = prepared(db, "SELECT json_remove(record, '$.tables') FROM documents WHERE id = ? AND record IS NOT NULL AND joined IS NULL AND NOT withdrawn", id);
  if (!row.executeStep()) return none(id);
  return parsed(row.getColumn(0).getString());
}

Result<Document> load_part(Database& db, const std::string& id) {
  auto row = prepared(db, "SELECT record FROM documents WHERE id = ? AND record IS NOT NULL", id);
  if (!row.executeStep()) return none(id);
  Document document = TRY(parsed(row.getColumn(0).getString()));
  document.sources.resize(1);
  document.pages = TRY(source_pages(db, document.sources.front()));
  return document;
}

void save_document(Database& db, const Document& document, const std::string& sha256,
                   const std::string& reading, const std::string& extraction, bool withdrawn) {
  const std::string record = to_json(document).dump(-1, ' ', false, Json::error_handler_t::replace);
  run(db, "INSERT OR REPLACE INTO documents (id, sha256, reading, extraction, record, indexed, withdrawn) VALUES (?, ?, ?, ?, ?, 0, ?)",
      document.id, sha256, reading, extraction, record, withdrawn ? 1 : 0);
  run(db, "DELETE FROM document_numbers WHERE id = ?", document.id);
  for (const std::string& number : document.field(FieldId::number).values)
    if (const std::string key = number_key(number); !key.empty())
      run(db, "INSERT OR IGNORE INTO document_numbers VALUES (?, ?)", key, document.id);
}

}  // namespace sohoa::store
