#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/server/serve.hh"
#include "core/language.hh"

namespace sohoa::cli {
namespace {

void tell(const server::ServeOptions& options, const std::string& address, const std::string& code) {
  put(fmt::format(fmt::runtime(tr("Open {} in the browser. Ctrl-C ends the server.")), address) + "\n");
  if (options.single_user) put(std::string(tr("Whoever uses this machine may do everything (--single-user).")) + "\n");
  if (!code.empty()) put(fmt::format(fmt::runtime(tr("There is no account yet. Make the first administrator there with this code: {}")), code) + "\n");
  std::fflush(stdout);
}

}  // namespace

void add_serve(Cli& cli) {
  const auto options = std::make_shared<server::ServeOptions>();
  CLI::App* command = cli.add("serve", tr("The archive in the browser: search, read, review, upload, count"),
                              "sohoa serve --kho ~/kho --port 8080 --single-user", [&cli, options]() -> Result<int> {
                                options->kho = cli.kho;
                                TRY_VOID(server::serve(*options, [&](const std::string& address, const std::string& code) { tell(*options, address, code); }));
                                return 0;
                              });
  command->add_option("--port", options->port, tr("The port; 0 = one that is free"))->check(CLI::Range(0, 65535))->capture_default_str();
  command->add_option("--bind", options->bind, tr("The address to listen at; 0.0.0.0 = all of this machine"))->capture_default_str();
  command->add_flag("--single-user", options->single_user, tr("No accounts: whoever uses this machine may do everything; only with the default --bind"));
  command->add_flag("--behind-proxy", options->behind_proxy, tr("Behind nginx or the like on this machine: believe its X-Forwarded-For and -Proto"));
  command->add_option("--jobs", options->jobs, tr("Pages read at the same time (one a processor)"))->check(CLI::Range(0, 1024));
}

}  // namespace sohoa::cli
