#include "ingest/run_ingest.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/store/kho.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/coordinator.hh"
#include "ingest/feed_index.hh"
#include "ingest/find_files.hh"

namespace sohoa {

Result<IngestResult> run_ingest(const IngestOptions& options, Progress& progress, const std::atomic<bool>& stop) {
  // Wrong arguments are noticed before anything is made.
  TRY_VOID(check_archive_folder(options.kho));
  TRY_VOID(check_room(options.kho, options.reserve_bytes));
  const FoundFiles found = TRY(find_files(options.inputs, options.kho));
  const Knowledge knowledge = TRY(archive_knowledge(options.kho));
  Ledger ledger = TRY(Ledger::open(options.kho));
  for (const std::string& folder : found.unreadable)
    progress.warn(fmt::format(fmt::runtime(tr("the folder {} cannot be read")), folder));
  TRY_VOID(ledger.note(found.files));
  TRY_VOID(ledger.note(options.files));
  if (options.retry_failed) TRY(ledger.retry_failed());
  IndexWriter writer = TRY(open_index(options.kho, ledger));
  const std::unique_ptr<Runner> runner = make_process_runner(options.workers);
  IngestResult result;
  result.tally = TRY(work_off(
      {options.kho, ledger, writer, *runner, knowledge, progress, stop, options.file_seconds, options.file_pages, options.reserve_bytes}));
  result.status = TRY(ledger.status());
  result.interrupted = stop;
  return result;
}

}  // namespace sohoa
