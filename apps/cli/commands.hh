#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "core/result.hh"

namespace sohoa::cli {

/// What the command line came to: the options all commands share, and the work of the chosen command.
/// `run` returns the exit code, or an error that main prints; results go to stdout, everything else to stderr.
struct Cli {
  CLI::App& app;
  char** argv;                // main's
  std::filesystem::path kho;  // filled by main before `run` is called
  std::function<Result<int>()> run;

  /// A subcommand with an example under its help. `callback` becomes `run` when it is chosen.
  CLI::App* add(const std::string& name, const std::string& description, const std::string& example,
                std::function<Result<int>()> callback);
};

// One file a subcommand; each adds itself.
void add_ingest(Cli&);
void add_worker(Cli&);
void add_status(Cli&);
void add_retry(Cli&);
void add_read(Cli&);
void add_show(Cli&);
void add_search(Cli&);
void add_index(Cli&);
void add_export(Cli&);
void add_check(Cli&);
void add_register(Cli&);
void add_coverage(Cli&);
void add_deadlines(Cli&);
void add_evaluate(Cli&);
void add_review(Cli&);
void add_split(Cli&);
void add_join(Cli&);
void add_report(Cli&);
void add_nightly(Cli&);
void add_doctor(Cli&);
void add_withdraw(Cli&);
void add_restore(Cli&);
void add_replace(Cli&);
void add_audit(Cli&);
void add_verify(Cli&);
void add_backup(Cli&);
void add_watch(Cli&);
void add_picture(Cli&);
void add_serve(Cli&);

}  // namespace sohoa::cli
