#pragma once
#include <atomic>
#include <filesystem>

#include "core/store/ledger.hh"
#include "indexer/index_writer.hh"
#include "ingest/progress.hh"
#include "ingest/runner.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// What the coordinator works with; all outlive the call.
struct Coordination {
  const std::filesystem::path& kho;
  Ledger& ledger;
  IndexWriter& index;
  Runner& runner;
  const Knowledge& knowledge;
  Progress& progress;
  const std::atomic<bool>& stop;  // set from a signal handler: end soon
  int file_seconds = 300;         // lost on attempts that failed, after which a file's other pages are not tried
  int file_pages = 10'000; // of one file; one that claims more would only fill the ledger
  std::uint64_t reserve_bytes = 0;  // of the archive's disk: with less free the run ends early, as with `stop`, and fails with io
};

/// Whether the archive's disk has so much room left; fails with io, for people, when it has not.
Result<void> check_room(const std::filesystem::path& kho, std::uint64_t reserve_bytes);

/// Works off the ledger's queue: names contents, reads pages, assembles documents, feeds the index. What this leaves in the
/// ledger does not depend on the runner's capacity or on earlier runs that were killed. Returns how far it came; `stop` ends
/// it early and leaves the rest pending. An error is one of the run (disk, ledger, engine); those of files are in the ledger.
Result<Tally> work_off(const Coordination&);

}  // namespace sohoa
