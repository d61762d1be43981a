#pragma once
#include <CLI/CLI.hpp>

#include "core/result.hh"
#include "ingest/run_ingest.hh"

namespace sohoa::cli {

/// --jobs and the limits, shared by `ingest` and `retry`.
struct WorkOptions {
  int jobs = 0;  // 0 = one a processor
  int page_seconds = 30, file_seconds = 300;
};

void add_work_options(CLI::App& command, WorkOptions&);

/// Runs with progress on stderr and a summary on stdout; Ctrl-C ends it cleanly. The exit code.
Result<int> ingest_and_report(IngestOptions options, const WorkOptions& work);

}  // namespace sohoa::cli
