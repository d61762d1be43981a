#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "apps/cli/terminal_progress.hh"
#include "ingest/verify.hh"

namespace sohoa::cli {
namespace {

struct Options {
  bool repair = false, yes = false, quick = false;
  std::string format;
  Decider decider;
  WorkOptions work;
};

std::string named(Repair repair) {
  switch (repair) {
    case Repair::none: return tr("only from a backup");
    case Repair::bring_back: return tr("copy it again from where it was found");
    case Repair::enter: return tr("enter it into the ledger");
    case Repair::read_again: return tr("read it again");
    case Repair::index: return tr("mend the index");
    case Repair::rebuild_ledger: return tr("make the ledger again from the originals; the old one is kept");
  }
  return {};
}

void show(const Verification& found, const std::string& format) {
  Listing listing;
  listing.columns = {{"code", tr("finding"), true}, {"record", tr("record")}, {"message", tr("what")}, {"repair", tr("repair")}};
  for (const Damage& f : found.findings) listing.rows.push_back({f.code, f.record, f.message, named(f.repair)});
  if (format == "json") {
    put(Json{{"originals", found.originals}, {"documents", found.documents}, {"journal_head", found.journal_head}, {"audit_head", found.audit_head}, {"findings", as_json(listing)}}
            .dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    return;
  }
  if (!found.findings.empty()) put(as_text(listing, output_width()));
  put(fmt::format(fmt::runtime(tr("{} originals and {} documents looked at, {} findings.")), found.originals, found.documents, found.findings.size()) + "\n");
  if (!found.journal_head.empty()) put(fmt::format(fmt::runtime(tr("Head of the journal: {}")), found.journal_head) + "\n");
}

bool confirmed(const Options& options) {
  if (options.yes) return true;
  if (isatty(STDIN_FILENO) != 1) return false;
  std::cerr << tr("Mend these now? [y/N] ");
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "c" || answer == "C";
}

Result<int> run_verify(const std::filesystem::path& kho, const Options& options) {
  const std::atomic<bool>& stop = stop_asked_for();
  const Verification found = TRY(verify(kho, !options.quick, stop));
  show(found, options.format);
  if (stop) return fail(ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."));
  const bool can = std::ranges::any_of(found.findings, [](const Damage& f) { return f.repair != Repair::none; });
  if (!options.repair || !can) return found.findings.empty() ? 0 : 1;
  if (!confirmed(options)) return fail(ErrorCode::usage, tr("nothing was mended: that must be confirmed"), tr("Add --yes."));
  const std::string who = TRY(name_of(options.decider));
  TerminalProgress progress;
  const int mended = TRY(repair(kho, found.findings, who, now(), progress));
  IngestOptions ingest;
  ingest.kho = kho;
  ingest = TRY(with(std::move(ingest), options.work));
  TRY(run_ingest(ingest, progress, stop));
  progress.clear();
  put(fmt::format(fmt::runtime(tr("{} of {} findings mended.")), mended, found.findings.size()) + "\n");
  return TRY(verify(kho, false, stop)).findings.empty() ? 0 : 1;
}

}  // namespace

void add_verify(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("verify", tr("Compares the archive with itself: originals, ledger, journal, index; mends what can be mended"),
                              "sohoa verify --repair", [&cli, options] { return run_verify(cli.kho, *options); });
  command->add_flag("--repair", options->repair, tr("Mend what can be mended, after asking"));
  command->add_flag("--yes", options->yes, tr("Do not ask"));
  command->add_flag("--quick", options->quick, tr("Do not read the originals, only see that they are there"));
  add_format(*command, options->format, {"table", "json"});
  add_decider(*command, options->decider);
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
