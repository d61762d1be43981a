#pragma once
#include <atomic>
#include <filesystem>
#include <vector>

#include "core/store/archive.hh"
#include "ingest/process_runner.hh"
#include "ingest/progress.hh"

namespace sohoa {

struct IngestOptions {
  std::filesystem::path kho;
  std::vector<std::filesystem::path> inputs;  // none: only what is left from earlier runs
  bool retry_failed = false;
  int file_seconds = 300;
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
