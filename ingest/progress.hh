#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace sohoa {

/// How far a run is. Files are those that had work at its start; pages are those this run has to read.
struct Tally {
  int files = 0, files_finished = 0, files_failed = 0, files_skipped = 0, files_duplicate = 0;
  int files_opened = 0, files_waiting = 0;  // whose pages are known, and not begun yet
  int pages = 0, pages_finished = 0, pages_failed = 0;  // finished includes failed
  int documents = 0;
  std::vector<std::string> skipped, duplicates;  // names of the first kNamed of these files

  static constexpr std::size_t kNamed = 5;
};

/// Watches a run. Called often, from the coordinator's thread; whoever shows it decides how often to draw.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void show(const Tally&) = 0;
  virtual void warn(const std::string& message) = 0;
};

}  // namespace sohoa
