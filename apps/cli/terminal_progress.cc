#include "apps/cli/terminal_progress.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "core/language.hh"

namespace sohoa::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// What is to be read in all, guessing that files not opened yet are as long as those that are.
double pages_in_all(const Tally& t) {
  const double each = t.files_opened > 0 ? static_cast<double>(t.pages) / t.files_opened : 1.0;
  return t.pages + each * t.files_waiting;
}

std::string line_of(const Tally& t, double seconds) {
  const double all = pages_in_all(t);
  const double rate = seconds > 0 ? t.pages_finished / seconds : 0;
  std::string line = fmt::format(fmt::runtime(t.files_waiting > 0 ? tr("{} of about {} pages") : tr("{} of {} pages")),
                                 t.pages_finished, static_cast<long>(all + 0.5));
  line += " · " + fmt::format(fmt::runtime(tr("{} of {} files")), t.files_finished, t.files);
  if (t.pages_finished > 0) {
    line += " · " + fmt::format(fmt::runtime(tr("{:.1f} pages/s")), rate);
    line += " · " + fmt::format(fmt::runtime(tr("{} to go")), duration_text((all - t.pages_finished) / rate));
  }
  if (const int failed = t.files_failed + t.pages_failed; failed > 0)
    line += " · " + fmt::format(fmt::runtime(tr("{} failed")), failed);
  return line;
}

}  // namespace

std::string duration_text(double seconds) {
  const long s = static_cast<long>(seconds + 0.5);
  if (s < 60) return fmt::format(fmt::runtime(tr("{} s")), s);
  if (s < 3600) return fmt::format(fmt::runtime(tr("{} min {} s")), s / 60, s % 60);
  return fmt::format(fmt::runtime(tr("{} h {} min")), s / 3600, s / 60 % 60);
}

TerminalProgress::TerminalProgress() : terminal_(isatty(STDERR_FILENO) == 1), begin_(Clock::now()), last_(begin_) {}

double TerminalProgress::seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

void TerminalProgress::show(const Tally& tally) { show(line_of(tally, seconds())); }

void TerminalProgress::show(const std::string& line) {
  const auto pause = terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(5000);
  if (Clock::now() - last_ < pause) return;
  last_ = Clock::now();
  std::fprintf(stderr, terminal_ ? "\r%s\x1b[K" : "%s\n", line.c_str());
}

void TerminalProgress::warn(const std::string& message) {
  clear();
  std::fprintf(stderr, "sohoa: %s\n", message.c_str());
}

void TerminalProgress::clear() {
  if (terminal_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace sohoa::cli
