#pragma once
#include <chrono>

#include "ingest/progress.hh"

namespace sohoa::cli {

/// Progress on stderr: one line written again and again on a terminal, else a line every few seconds.
class TerminalProgress : public Progress {
 public:
  TerminalProgress();
  void show(const Tally&) override;
  /// Any other line; like show(), drawn only when the last is some time ago.
  void show(const std::string& line);
  void warn(const std::string& message) override;
  /// Removes the line, so that others may print.
  void clear();
  /// Seconds since it was made.
  double seconds() const;

 private:
  const bool terminal_;
  const std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point last_;
};

/// "45 giây", "12 phút", "3 giờ 20 phút".
std::string duration_text(double seconds);

}  // namespace sohoa::cli
