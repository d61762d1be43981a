#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/store/ledger.hh"

namespace sohoa {

/// Tells which files of a watched folder have come to rest: scanners write slowly, rename, try again. Knows what it gave, so that each
/// state of a file is given once. Time is an argument.
class StableFiles {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit StableFiles(std::chrono::milliseconds rest) : rest_(rest) {}

  /// All files that lie there now → those new or changed that have had the same size and time for so long. A file that is gone is
  /// forgotten, so that a share that vanished and came back gives again what had not come to rest; the ledger knows the others.
  std::vector<FoundFile> settled(const std::vector<FoundFile>& seen, Time now);

  /// These were not taken after all: they are given again.
  void return_all(const std::vector<FoundFile>&);

  /// Whether some file has not come to rest yet.
  bool waiting() const;

 private:
  struct State {
    std::int64_t size = 0, mtime = 0;
    Time since;
    bool given = false;
  };
  std::chrono::milliseconds rest_;
  std::map<std::string, State> states_;  // by path
};

}  // namespace sohoa
