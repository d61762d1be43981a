#include "apps/cli/ingesting.hh"

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "apps/cli/output.hh"
#include "apps/cli/terminal_progress.hh"

namespace sohoa::cli {
namespace {

std::atomic<bool> stop = false;

/// Without SA_RESTART, so that waiting for workers ends at once.
void listen_for_ctrl_c() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop = true; };
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void print_failures(const std::vector<Failure>& failures) {
  constexpr std::size_t kShown = 20;
  put(fmt::format(fmt::runtime(tr("Failed ({}):")), failures.size()) + "\n");
  for (std::size_t i = 0; i < failures.size() && i < kShown; ++i) {
    const Failure& f = failures[i];
    const std::string where = f.page > 0 ? fmt::format(fmt::runtime(tr("{}, page {}")), f.path, f.page) : f.path;
    put(fmt::format("  {}: {}\n", where, f.message));
  }
  if (failures.size() > kShown)
    put("  " + fmt::format(fmt::runtime(tr("… and {} more: sohoa status")), failures.size() - kShown) + "\n");
}

void print_summary(const IngestResult& result, const std::string& kho, double seconds) {
  const Tally& t = result.tally;
  put(fmt::format(fmt::runtime(tr("{} files, {} pages read, {} documents in {}.")), t.files_finished,
                  t.pages_finished - t.pages_failed, t.documents, duration_text(seconds)) + "\n");
  if (t.files_skipped > 0)
    put(fmt::format(fmt::runtime(tr("{} files skipped: they are no documents.")), t.files_skipped) + "\n");
  if (t.files_duplicate > 0)
    put(fmt::format(fmt::runtime(tr("{} files have the content of another: recorded as the same document.")), t.files_duplicate) + "\n");
  const auto& files = result.status.files;
  put(fmt::format(fmt::runtime(tr("The archive {} now: {} files done, {} failed, {} waiting.")), kho, files.done,
                  files.failed, files.pending) + "\n");
  if (!result.status.failures.empty()) print_failures(result.status.failures);
  if (result.interrupted) return;
  put(std::string(tr("Next:")) + "\n");
  put(fmt::format("  sohoa search --kho {} \"quyết định\"\n", kho));
  if (!result.status.failures.empty()) put(fmt::format("  sohoa status --kho {0}\n  sohoa retry --kho {0}\n", kho));
}

}  // namespace

void add_work_options(CLI::App& command, WorkOptions& work) {
  command.add_option("--jobs", work.jobs, tr("Pages read at the same time (one a processor)"))->check(CLI::Range(1, 1024));
  command.add_option("--page-seconds", work.page_seconds, tr("Computing time a page may take"))
      ->check(CLI::Range(1, 86400))->capture_default_str();
  command.add_option("--file-seconds", work.file_seconds, tr("Time that may be lost on failing pages of one file"))
      ->check(CLI::Range(1, 86400))->capture_default_str();
}

Result<int> ingest_and_report(IngestOptions options, const WorkOptions& work) {
  options.workers.jobs = work.jobs > 0 ? work.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  options.workers.page_seconds = work.page_seconds;
  options.file_seconds = work.file_seconds;
  if (const char* language = std::getenv("LANGUAGE"))  // as use_language left it
    options.workers.command = {"/proc/self/exe", "--lang", language, "worker"};
  listen_for_ctrl_c();
  TerminalProgress progress;
  const Result<IngestResult> result = run_ingest(options, progress, stop);
  progress.clear();
  if (!result) return tl::unexpected(result.error());
  print_summary(*result, options.kho.string(), progress.seconds());
  if (result->interrupted)
    return fail(ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."));
  constexpr int kSomeFailed = 3;
  return result->status.failures.empty() ? 0 : kSomeFailed;
}

}  // namespace sohoa::cli
