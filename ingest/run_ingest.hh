#pragma once
#include <atomic>
#include <filesystem>
#include <vector>

#include "core/store/archive.hh"
#include "core/store/ledger.hh"
#include "ingest/process_runner.hh"
#include "ingest/progress.hh"

namespace sohoa {

struct IngestOptions {
  std::filesystem::path kho;
  std::vector<std::filesystem::path> inputs;  // none: only what is left from earlier runs
  std::vector<FoundFile> files;               // found by the caller: an upload, a replacement
  bool retry_failed = false;
  int file_seconds = 300, file_pages = 10'000;
  std::uint64_t reserve_bytes = 0;            // see Coordination
  ProcessRunnerOptions workers;
};

struct IngestResult {
  Tally tally;
  ArchiveStatus status;  // failures of this run only
  bool interrupted = false;
};

/// The whole command: opens the archive and its index, finds files, works them off in worker processes. Fails with busy, io,
/// no_engine, incompatible, bad_data before or while working; the ledger keeps what was done.
Result<IngestResult> run_ingest(const IngestOptions&, Progress&, const std::atomic<bool>& stop);

}  // namespace sohoa
