#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <vector>

#include "ingest/run_ingest.hh"

namespace sohoa {

struct WatchOptions {
  IngestOptions ingest;                           // its inputs and files are set by the watch
  std::vector<std::filesystem::path> folders;
  std::chrono::milliseconds rest{5'000};          // a file is taken when it has not changed for so long
  std::chrono::milliseconds look{30'000};         // how often folders are looked at where no news comes
};

/// What a watch tells while it goes on.
class WatchLog {
 public:
  virtual ~WatchLog() = default;
  virtual void found(std::size_t files) = 0;
  virtual void finished(const IngestResult&) = 0;
  /// It waits and goes on by itself: the archive is busy, the disk full, a folder gone, a file system that fails.
  virtual void trouble(const Error&) = 0;
  virtual void over(const std::string& trouble) = 0;
};

/// Takes files of the folders into the archive as they come to rest, until `stop`. Holds the archive's lock only while it works. Fails only
/// with what does not pass by itself: usage (a folder and the archive lie in one another), no_engine, incompatible, bad_data.
Result<void> watch(const WatchOptions&, Progress&, WatchLog&, const std::atomic<bool>& stop);

}  // namespace sohoa
