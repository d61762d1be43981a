#pragma once
#include <atomic>
#include <filesystem>

#include "core/store/ledger.hh"
#include "indexer/index_writer.hh"
#include "ingest/progress.hh"

namespace sohoa {

/// The archive's index for writing; where there is none, or only what a killed run had begun, a new one that wants all documents.
Result<IndexWriter> open_index(const std::filesystem::path& kho, Ledger&);

/// Gives a document to the index. One that it refuses stays to be indexed and is told of; it must not stop the others.
Result<void> put_into_index(Ledger&, IndexWriter&, const Document&, Progress&);

/// Gives the index all it does not know: what a killed run stored and did not index, what was withdrawn or changed.
Result<void> feed_index(Ledger&, IndexWriter&, Progress&, const std::atomic<bool>& stop);

}  // namespace sohoa
