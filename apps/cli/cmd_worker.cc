#include "apps/cli/commands.hh"
#include "core/language.hh"
#include "ingest/worker.hh"

namespace sohoa::cli {

/// Not for people: `ingest` starts it with a socket as standard input.
void add_worker(Cli& cli) {
  cli.add("worker", tr("Reads pages for `ingest`"), "sohoa ingest --kho kho scans/", [] {
       return Result<int>(serve_as_worker(0, make_page_reader, worker_allowance()));
     })->group("");
}

}  // namespace sohoa::cli
