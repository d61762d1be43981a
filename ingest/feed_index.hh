#pragma once
#include <atomic>

#include "core/store/ledger.hh"
#include "indexer/index_writer.hh"
#include "ingest/progress.hh"

namespace sohoa {

/// Gives a document to the index. One that it refuses stays to be indexed and is told of; it must not stop the others.
Result<void> put_into_index(Ledger&, IndexWriter&, const Document&, Progress&);

/// Gives the index all it does not know: what a killed run stored and did not index, what was withdrawn or changed.
Result<void> feed_index(Ledger&, IndexWriter&, Progress&, const std::atomic<bool>& stop);

}  // namespace sohoa
