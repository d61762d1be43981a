#include <memory>

#include "apps/cli/commands.hh"
#include "core/language.hh"
#include "ingest/worker.hh"

namespace sohoa::cli {

/// Not for people: `ingest` starts it with a socket as standard input.
void add_worker(Cli& cli) {
  const auto megabytes = std::make_shared<std::uint64_t>(0);
  CLI::App* command = cli.add("worker", tr("Reads pages for `ingest`"), "sohoa ingest --kho kho scans/", [megabytes] {
    Allowance allowance = worker_allowance();
    if (*megabytes > 0) allowance.memory_bytes = *megabytes << 20;
    return Result<int>(serve_as_worker(0, make_page_reader, allowance));
  });
  command->add_option("--memory", *megabytes, tr("Memory a worker may use, in MB"));
  command->group("");
}

}  // namespace sohoa::cli
