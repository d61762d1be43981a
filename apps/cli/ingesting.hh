#pragma once
#include <CLI/CLI.hpp>
#include <atomic>

#include "core/result.hh"
#include "ingest/run_ingest.hh"

namespace sohoa::cli {

/// --jobs and the limits, shared by `ingest` and `retry`.
struct WorkOptions {
  int jobs = 0;  // 0 = one a processor
  std::filesystem::path passwords;
  int page_seconds = 30, file_seconds = 300, file_pages = 10'000;
  int memory = 2048;    // of a worker, MB of address space
  int reserve = 256;    // MB of the disk that are left free
};

void add_work_options(CLI::App& command, WorkOptions&);

/// The options with how to read.
Result<IngestOptions> with(IngestOptions, const WorkOptions&);

/// The lines of a file, without empty ones: a list of passwords. No path, no passwords.
Result<std::vector<std::string>> passwords_in(const std::filesystem::path&);

/// Set by Ctrl-C and SIGTERM from now on.
const std::atomic<bool>& stop_asked_for();

/// Runs with progress on stderr and a summary on stdout; Ctrl-C ends it cleanly. With a register the summary says what it settled and which
/// rows have no document. The exit code.
Result<int> ingest_and_report(IngestOptions options, const WorkOptions& work, const std::filesystem::path& book = {});

}  // namespace sohoa::cli
