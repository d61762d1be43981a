#include "indexer/index_writer.hh"

#include <fmt/format.h>

#include <chrono>
#include <xapian.h>

#include "core/language.hh"
#include "indexer/guarded.hh"
#include "indexer/index_document.hh"
#include "indexer/schema.hh"
#include "indexer/word_forms.hh"
#include "indexer/word_tables.hh"

namespace sohoa {
namespace {

using std::chrono::steady_clock;

// Memory while writing follows from the first (about 5 bytes a byte of text), what a crash costs from the second.
constexpr std::size_t kCommitBytes = 24'000'000;
constexpr std::chrono::seconds kCommitAfter{30};

}  // namespace

struct IndexWriter::Private {
  std::filesystem::path path;
  Xapian::WritableDatabase database;
  WordForms forms;
  bool include_secret = false;
  WordTables tables;
  std::size_t pending_bytes = 0;
  steady_clock::time_point last_commit = steady_clock::now();

  void commit() {
    database.commit();
    pending_bytes = 0;
    last_commit = steady_clock::now();
  }

  bool commit_if_due() {
    if (pending_bytes < kCommitBytes && steady_clock::now() - last_commit < kCommitAfter) return false;
    commit();
    return true;
  }
};

IndexWriter::IndexWriter(std::unique_ptr<Private> p) : p_(std::move(p)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& index, bool include_secret) {
  return guarded(index, [&]() -> Result<IndexWriter> {
    std::error_code error;
    std::filesystem::create_directories(index, error);
    if (error)
      return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), index.string(), error.message()));
    auto p = std::make_unique<Private>();
    p->path = index;
    p->database = Xapian::WritableDatabase(index.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
    const std::string key(schema::kVersionKey), secret(schema::kSecretKey), version = p->database.get_metadata(key);
    p->include_secret = p->database.get_metadata(secret) == "1";
    if (version.empty() && p->database.get_doccount() == 0) {
      p->database.set_metadata(key, std::string(schema::kVersion));
      if (include_secret) p->database.set_metadata(secret, "1");
      p->include_secret = include_secret;
      p->commit();
    } else if (version != schema::kVersion) {
      return fail(ErrorCode::incompatible,
                  fmt::format(fmt::runtime(tr("the index {} was written by another version of sohoa")), index.string()),
                  tr("Rebuild it: sohoa index --rebuild"));
    }
    return IndexWriter(std::move(p));
  });
}

Result<bool> IndexWriter::put(const Document& document) {
  return guarded(p_->path, [&]() -> Result<bool> {
    const std::string id = schema::id_term(document.id), withheld = std::string(schema::kWithheldKey) + id;
    if (schema::is_secret(document) && !p_->include_secret) {
      p_->database.delete_document(id);
      p_->database.set_metadata(withheld, "1");
      p_->pending_bytes += 500;
      return p_->commit_if_due();
    }
    if (!p_->database.get_metadata(withheld).empty()) p_->database.set_metadata(withheld, "");
    std::size_t bytes = 0;
    p_->database.replace_document(id, index_document(document, p_->forms, p_->tables, p_->database, bytes));
    p_->pending_bytes += bytes + 500;
    return p_->commit_if_due();
  });
}

Result<void> IndexWriter::remove(std::string_view id) {
  return guarded(p_->path, [&]() -> Result<void> {
    const std::string term = schema::id_term(id);
    p_->database.delete_document(term);
    p_->database.set_metadata(std::string(schema::kWithheldKey) + term, "");
    return {};
  });
}

Result<void> IndexWriter::commit() {
  return guarded(p_->path, [&]() -> Result<void> {
    p_->commit();
    return {};
  });
}

}  // namespace sohoa
