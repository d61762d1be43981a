#pragma once
#include <filesystem>
#include <span>

#include "core/store/decisions.hh"
#include "core/store/ledger.hh"
#include "ingest/progress.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// Writes decisions of people to the journal, then makes the documents they are about anew and tells the index. Fails with busy while
/// another process writes the archive; once the journal has them, what could not be done is done by the next run.
Result<void> decide(const std::filesystem::path& kho, std::span<const Json> entries, const Knowledge&, Progress&);

/// Makes those documents anew that entries of the journal speak of which the ledger has not seen yet; all that people decided so far.
Result<Decisions> follow_journal(const std::filesystem::path& kho, Ledger&, const Knowledge&);

}  // namespace sohoa
