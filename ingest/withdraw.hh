#pragma once
#include <filesystem>
#include <string>

#include "core/store/decisions.hh"
#include "ingest/progress.hh"
#include "ingest/run_ingest.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

// Mistakes of people. What is withdrawn or replaced is not shown, searched, counted or exported any more; its original, pages and record
// stay, and it can be restored. All of it is in the journal. Fail with busy while another process writes the archive.

/// Takes a document out; `withdrawal.replaced_by` is ignored. not_found when there is none of that id, or it is withdrawn already.
Result<void> withdraw_document(const std::filesystem::path& kho, const std::string& id, Withdrawal, const Knowledge&, Progress&);

/// Shows a withdrawn or replaced document again; not_found when it is neither. Its replacement, if any, stays as well.
Result<void> restore_document(const std::filesystem::path& kho, const std::string& id, const std::string& who, const std::string& time,
                              const Knowledge&, Progress&);

/// What stands for a document from now on.
struct Replacement {
  std::string id;    // the first document of the new file
  std::string path;  // as the record shows it
};

/// Reads `file` into the dossier of document `id`, whose place it takes. `work` says how to read (its archive and inputs are
/// set here). When the file cannot be read nothing is replaced, and the error is the file's. Interrupted or killed, it may be
/// called again.
Result<Replacement> replace_document(const std::filesystem::path& kho, const std::string& id, const std::filesystem::path& file,
                                     Withdrawal, IngestOptions work, const Knowledge&, Progress&, const std::atomic<bool>& stop);

}  // namespace sohoa
