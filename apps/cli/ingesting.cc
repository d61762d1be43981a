#include "apps/cli/ingesting.hh"

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <sstream>
#include <thread>

#include "apps/cli/output.hh"
#include "apps/cli/terminal_progress.hh"
#include "core/data_files.hh"
#include "report/register_use.hh"

namespace sohoa::cli {
namespace {

std::atomic<bool> stop = false;

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

void print_names(const char* title, int count, const std::vector<std::string>& names) {
  if (count == 0) return;
  std::string line = fmt::format("{} ({}): {}", title, count, fmt::join(names, ", "));
  if (static_cast<std::size_t>(count) > names.size()) line += ", …";
  put(line + "\n");
}

void print_summary(const IngestResult& result, const std::string& kho, double seconds) {
  const Tally& t = result.tally;
  put(fmt::format(fmt::runtime(tr("This run: {} pages read, {} documents in {}.")), t.pages_finished - t.pages_failed, t.documents, duration_text(seconds)) + "\n");
  print_names(tr("Skipped, no documents"), t.files_skipped, t.skipped);
  print_names(tr("With the content of another file, recorded as the same document"), t.files_duplicate, t.duplicates);
  const auto& files = result.status.files;
  const int all = files.done + files.duplicate + files.skipped + files.failed + files.pending + files.leased;
  put(fmt::format(fmt::runtime(tr("The archive {} knows {} files: {} done, {} with the content of another, {} no documents, {} failed, {} waiting.")), kho, all, files.done,
                  files.duplicate, files.skipped, files.failed, files.pending + files.leased) + "\n");
  if (!result.status.failures.empty()) print_failures(result.status.failures);
}

void print_register_use(const RegisterUse& use, const std::string& kho, const std::string& book) {
  put(fmt::format(fmt::runtime(tr("The register settled {} numbers and {} dates written by hand; {} are still to be looked at: {}")), use.numbers, use.dates, use.open,
                  "sohoa review --kho " + kho) + "\n");
  if (use.rows == 0) return;
  put(fmt::format(fmt::runtime(tr("Of its {} rows {} have their document in the archive, {} perhaps, {} have none: {}")), use.rows, use.found, use.doubtful, use.missing(),
                  fmt::format("sohoa coverage --kho {} --register {}", kho, book)) + "\n");
}

void print_next(const IngestResult& result, const std::string& kho) {
  put(std::string(tr("Next:")) + "\n");
  put(fmt::format("  sohoa search --kho {} \"quyết định\"\n", kho));
  if (!result.status.failures.empty()) put(fmt::format("  sohoa status --kho {0}\n  sohoa retry --kho {0}\n", kho));
}

}  // namespace

void add_work_options(CLI::App& command, WorkOptions& work) {
  command.add_option("--jobs", work.jobs, tr("Pages read at the same time (one a processor)"))->check(CLI::Range(1, 1024));
  command.add_option("--page-seconds", work.page_seconds, tr("Computing time a page may take"))
      ->check(CLI::Range(1, 86400))->capture_default_str();
  command.add_option("--passwords", work.passwords, tr("A file with passwords, one a line, to try on PDFs that want one"));
  command.add_option("--file-pages", work.file_pages, tr("Pages a file may have"))->check(CLI::Range(1, 1'000'000))->capture_default_str();
  command.add_option("--memory", work.memory, tr("Memory a worker may use, in MB"))->check(CLI::Range(256, 1'000'000))->capture_default_str();
  command.add_option("--reserve", work.reserve, tr("Megabytes of the disk to leave free: with less the run stops"))
      ->check(CLI::Range(0, 1'000'000))->capture_default_str();
  command.add_option("--file-seconds", work.file_seconds, tr("Time that may be lost on failing pages of one file"))
      ->check(CLI::Range(1, 86400))->capture_default_str();
}

const std::atomic<bool>& stop_asked_for() {
  // Without SA_RESTART, so that waiting for workers ends at once.
  struct sigaction action {};
  action.sa_handler = [](int) { stop = true; };
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return stop;
}

Result<std::vector<std::string>> passwords_in(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  if (file.empty()) return lines;
  std::istringstream in(TRY(read_file(file)));
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

Result<IngestOptions> with(IngestOptions options, const WorkOptions& work) {
  options.workers.passwords = TRY(passwords_in(work.passwords));
  options.workers.jobs = work.jobs > 0 ? work.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  options.workers.page_seconds = work.page_seconds;
  options.file_seconds = work.file_seconds;
  options.file_pages = work.file_pages;
  options.reserve_bytes = static_cast<std::uint64_t>(work.reserve) << 20;
  // In English: the ledger keeps reasons so that each reader sees them in his own language.
  options.workers.command = {"/proc/self/exe", "--lang", "en", "worker", "--memory", std::to_string(work.memory)};
  return options;
}

Result<int> ingest_and_report(IngestOptions options, const WorkOptions& work, const std::filesystem::path& book) {
  options = TRY(with(std::move(options), work));
  const std::atomic<bool>& asked = stop_asked_for();
  TerminalProgress progress;
  const Result<IngestResult> result = run_ingest(options, progress, asked);
  progress.clear();
  if (!result) return tl::unexpected(result.error());
  print_summary(*result, options.kho.string(), progress.seconds());
  if (result->interrupted)
    return fail(ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."));
  // The scans are taken in: what cannot be counted is told and changes nothing of that.
  if (!book.empty()) {
    if (const Result<RegisterUse> use = register_use(options.kho, book)) print_register_use(*use, options.kho.string(), book.string());
    else fmt::print(stderr, "{}: {}\n", book.string(), use.error().message);
  }
  print_next(*result, options.kho.string());
  constexpr int kSomeFailed = 3;
  return result->status.failures.empty() ? 0 : kSomeFailed;
}

}  // namespace sohoa::cli
