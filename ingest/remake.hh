#pragma once
#include <string>
#include <vector>

#include "core/store/decisions.hh"
#include "core/store/ledger.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// The name of an extraction (Ledger::put_documents): version and tables.
std::string extraction_key(const Knowledge&);

/// The documents of a file from its pages as the ledger holds them, with what people decided. `model` and `reading_version` are those
/// the pages were read with; the file needs at least one page that was read.
Result<std::vector<Document>> documents_of(Ledger&, const QueuedFile&, const std::string& reading, int reading_version,
                                           const std::string& model, const Decisions&, const Knowledge&);

/// Makes the documents of a finished file anew, without reading it. A file (file_of_id) that is not there has nothing to make.
Result<void> remake_file(Ledger&, const std::string& file, const Decisions&, const Knowledge&);

/// Makes every document that people joined from its parts, when all are there, and hides these. One that misses a part stands alone.
Result<void> settle_joins(Ledger&, const Decisions&, const Knowledge&);

}  // namespace sohoa
