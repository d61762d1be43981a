#include "ingest/feed_index.hh"

#include "core/store/kho.hh"
#include "indexer/publish_index.hh"

namespace sohoa {

Result<IndexWriter> open_index(const std::filesystem::path& kho, Ledger& ledger) {
  const std::filesystem::path index = index_path(kho);
  if (!has_index(index)) {
    std::error_code ignored;
    std::filesystem::remove_all(index, ignored);
    TRY_VOID(ledger.forget_index());
  }
  return IndexWriter::open(index);
}

Result<void> put_into_index(Ledger& ledger, IndexWriter& index, const Document& document, Progress& progress) {
  const Result<bool> committed = index.put(document);
  // A database that failed has lost what it had not committed: the next run puts that again.
  if (!committed && committed.error().code != ErrorCode::internal) return tl::unexpected(committed.error());
  if (!committed) {
    progress.warn(document.sources.front().path + ": " + committed.error().message);
    return {};
  }
  TRY_VOID(ledger.mark_put(document.id));
  return *committed ? ledger.mark_committed() : Result<void>();
}

Result<void> feed_index(Ledger& ledger, IndexWriter& index, Progress& progress, const std::atomic<bool>& stop) {
  std::string last;
  for (;;) {
    const std::vector<std::string> ids = TRY(ledger.unindexed(last, 100));
    if (ids.empty()) return {};
    for (const std::string& id : ids) {
      if (stop) return {};
      last = id;
      if (const std::optional<Document> document = TRY(ledger.document(id))) {
        TRY_VOID(put_into_index(ledger, index, *document, progress));
      } else {
        TRY_VOID(index.remove(id));
        TRY_VOID(ledger.mark_put(id));
      }
    }
  }
}

}  // namespace sohoa
