#include "apps/cli/deciding.hh"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "apps/cli/terminal_progress.hh"
#include "core/clock.hh"
#include "core/language.hh"
#include "core/store/archive.hh"
#include "ingest/decide.hh"

namespace sohoa::cli {

void add_decider(CLI::App& command, Decider& decider) {
  command.add_option("--who", decider.who, tr("Who decides, for the journal; otherwise $USER, or the account"));
}

Result<std::string> name_of(const Decider& decider) {
  if (!decider.who.empty()) return decider.who;
  if (const char* user = std::getenv("USER"); user && *user) return std::string(user);
  if (const passwd* account = getpwuid(getuid())) return std::string(account->pw_name);  // cron and services have no $USER
  return fail(ErrorCode::usage, tr("the journal must say who decides"), tr("Give your name with --who."));
}

std::string now() { return utc_text(std::time(nullptr)); }

Result<void> make_hold(const std::filesystem::path& kho, const std::vector<Json>& entries, const Knowledge& knowledge) {
  TerminalProgress progress;
  return decide(kho, entries, knowledge, progress);
}

Result<std::string> one_id(const std::filesystem::path& kho, const std::string& wanted) {
  const Archive archive = TRY(Archive::open(kho));
  const std::vector<std::string> ids = TRY(archive.find(wanted));
  if (ids.empty())
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the archive has no document {}")), wanted),
                tr("Give an id, at least 4 characters of it, or a number such as 15/QĐ-UBND; `sohoa search` finds by content."));
  if (ids.size() > 1)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} means several documents: {}")), wanted, fmt::join(ids, ", ")), tr("Give a whole id."));
  return ids.front();
}

Result<Document> document_now(const std::filesystem::path& kho, const std::string& id) {
  const Archive archive = TRY(Archive::open(kho));
  return archive.document(id);
}

}  // namespace sohoa::cli
