#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/protocol.hh"
#include "ingest/reader.hh"

namespace sohoa {

/// One step of work on a file: look into it, or read one page.
struct Task {
  std::int64_t file = 0;  // the ledger's, returned unchanged
  Work work = Work::inspect;
  std::string sha256, name;
  int page = 0;
  std::filesystem::path original;
};

/// How a task ended. `charged`: the file itself brought the worker down or ran out of time, `answer.error` says how; it is
/// one of its attempts. `lost`: the worker was ended from outside, which says nothing about the file.
enum class Fate { answered, charged, lost };

struct Outcome {
  Task task;
  Fate fate = Fate::answered;
  Answer answer;
  double seconds = 0.0;  // the task took, by the clock on the wall
};

/// Runs tasks somewhere. One thread at a time.
class Runner {
 public:
  virtual ~Runner() = default;
  /// The engine's fingerprint; fails with no_engine.
  virtual Result<std::string> fingerprint() = 0;
  /// How many tasks may be under way at once.
  virtual int capacity() const = 0;
  virtual Result<void> start(Task) = 0;
  /// What has ended, after waiting at most so long for the first. An error ends the run.
  virtual Result<std::vector<Outcome>> wait(std::chrono::milliseconds) = 0;
};

/// The same protocol within this process, one task at a time, without protection: for tests.
std::unique_ptr<Runner> make_serial_runner(const MakeReader&);

}  // namespace sohoa
