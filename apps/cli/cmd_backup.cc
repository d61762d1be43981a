#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "core/store/audit.hh"
#include "core/store/backup.hh"

namespace sohoa::cli {
namespace {

Result<int> run_backup(const std::filesystem::path& kho, const std::filesystem::path& to, const Decider& decider) {
  const std::string who = TRY(name_of(decider));
  const std::atomic<bool>& stop = stop_asked_for();
  TRY_VOID(note_event(kho, {now(), who, "backup", "", {{"to", to.string()}}}));
  const Backup done = TRY(back_up(kho, to, stop));
  put(fmt::format(fmt::runtime(tr("{} originals copied, {} were there already.")), done.originals_copied, done.originals_kept) + "\n");
  put(fmt::format(fmt::runtime(tr("To restore: copy {0} to a new place, then sohoa index --rebuild --kho PLACE and sohoa verify --kho PLACE.")), to.string()) + "\n");
  if (done.damaged.empty()) return 0;
  for (const std::string& sha256 : done.damaged)
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("the original {} is damaged or missing and was not copied")), sha256));
  constexpr int kSomeFailed = 3;
  return kSomeFailed;
}

}  // namespace

void add_backup(Cli& cli) {
  struct Options {
    std::filesystem::path to;
    Decider decider;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("backup", tr("Copies the archive to another folder, only what is new; others may go on working"), "sohoa backup /mnt/backup/kho",
                              [&cli, options] { return run_backup(cli.kho, options->to, options->decider); });
  command->add_option("DIR", options->to, tr("The folder of the backup"))->required();
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
