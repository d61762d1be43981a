#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "apps/cli/terminal_progress.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"
#include "ingest/archive_knowledge.hh"
#include "ingest/withdraw.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string wanted, reason, format;
  bool list = false;
  Decider decider;
};

Result<int> list_withdrawn(const std::filesystem::path& kho, const std::string& format) {
  TRY(Archive::open(kho));
  Listing listing;
  listing.columns = {{"id", tr("id"), true}, {"time", tr("time")}, {"who", tr("who")}, {"replaced_by", tr("replaced by"), true}, {"reason", tr("reason")}};
  for (const auto& [id, w] : decisions_of(TRY(read_journal(kho)).entries).withdrawals)
    listing.rows.push_back({id, w.time, w.who, w.replaced_by, w.reason});
  put(written(listing, format == "json" ? Format::json : Format::table, output_width()));
  return 0;
}

Result<int> withdraw(const std::filesystem::path& kho, const Options& options) {
  if (options.list) return list_withdrawn(kho, options.format);
  if (options.wanted.empty() || options.reason.empty())
    return fail(ErrorCode::usage, tr("name the document and the reason"), tr("Example: sohoa withdraw 3fa94c2e --reason \"scanned twice\""));
  const std::string who = TRY(name_of(options.decider));
  const std::string id = TRY(one_id(kho, options.wanted));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  TerminalProgress progress;
  TRY_VOID(withdraw_document(kho, id, {who, now(), options.reason, {}}, knowledge, progress));
  put(fmt::format(fmt::runtime(tr("{} is withdrawn. Its scan is kept; take it back with: sohoa restore {}")), id, id) + "\n");
  return 0;
}

/// The id of a withdrawn document by its beginning, which the archive no longer finds.
Result<std::string> withdrawn_id(const std::filesystem::path& kho, const std::string& wanted) {
  std::vector<std::string> ids;
  for (const auto& [id, withdrawal] : decisions_of(TRY(read_journal(kho)).entries).withdrawals)
    if (id.starts_with(wanted) && wanted.size() >= 4) ids.push_back(id);
  if (ids.size() == 1) return ids.front();
  if (ids.size() > 1 && ids.front() == wanted) return ids.front();
  if (ids.size() > 1) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} means several documents: {}")), wanted, fmt::join(ids, ", ")), tr("Give a whole id."));
  return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("{} is not withdrawn")), wanted), tr("`sohoa withdraw --list` shows what is."));
}

Result<int> restore(const std::filesystem::path& kho, const Options& options) {
  const std::string who = TRY(name_of(options.decider));
  TRY(Archive::open(kho));
  const std::string id = TRY(withdrawn_id(kho, options.wanted));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  TerminalProgress progress;
  TRY_VOID(restore_document(kho, id, who, now(), knowledge, progress));
  put(fmt::format(fmt::runtime(tr("{} is shown again")), id) + "\n");
  return 0;
}

}  // namespace

void add_withdraw(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("withdraw", tr("Take a document out of the archive; its scan is kept"),
                              "sohoa withdraw 3fa94c2e --reason \"scanned twice\"\n  sohoa withdraw --list", [&cli, options] { return withdraw(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("Id or number of the document"));
  command->add_option("--reason", options->reason, tr("Why, for the journal"));
  command->add_flag("--list", options->list, tr("Show what is withdrawn or replaced"));
  add_format(*command, options->format, {"table", "json"});
  add_decider(*command, options->decider);
}

void add_restore(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("restore", tr("Show a withdrawn or replaced document again"), "sohoa restore 3fa94c2e", [&cli, options] { return restore(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("Id of the document, or 4 characters of it at least"))->required();
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
