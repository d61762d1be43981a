#include "apps/server/serve.hh"

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <ctime>
#include <filesystem>
#include <thread>

#include "apps/server/child.hh"
#include "apps/server/gate.hh"
#include "apps/server/http.hh"
#include "apps/server/openapi_text.hh"
#include "apps/server/secrets.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/store/kho.hh"
#include "core/store/ledger.hh"
#include "indexer/index_writer.hh"
#include "ingest/archive_knowledge.hh"

namespace sohoa::server {
namespace {

/// An archive with nothing in it, so that the page can be opened before the first upload.
Result<void> begin_archive(const std::filesystem::path& kho) {
  TRY_VOID(check_archive_folder(kho));
  if (std::filesystem::exists(ledger_path(kho)) && std::filesystem::exists(index_path(kho))) return {};
  const Ledger ledger = TRY(Ledger::open(kho));
  if (std::filesystem::exists(index_path(kho))) return {};
  IndexWriter index = TRY(IndexWriter::open(index_path(kho)));
  return index.commit();
}

bool is_loopback(const std::string& address) { return address == "127.0.0.1" || address == "::1" || address == "localhost"; }

Result<void> check(const ServeOptions& options) {
  if (options.single_user && !is_loopback(options.bind))
    return fail(ErrorCode::usage, tr("--single-user gives everything to whoever asks"), tr("Use it without --bind, for this machine alone."));
  return {};
}

/// Both signals come to one thread, which may do more than a handler; all threads begun after this leave them to it.
void block_signals(sigset_t& signals) {
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a browser that has gone
}

}  // namespace

Result<void> serve(const ServeOptions& options, const std::function<void(const std::string&, const std::string&)>& started) {
  TRY_VOID(check(options));
  prepare_secrets();
  spdlog::set_default_logger(spdlog::stderr_logger_mt("sohoa"));
  TRY_VOID(begin_archive(options.kho));
  const Operations operations = TRY(Operations::read(kOpenApi));
  Handlers handlers = TRY(all_handlers(operations));
  const Knowledge knowledge = TRY(archive_knowledge(options.kho));
  const search::Succession succession = TRY(search::Succession::load(data_folder()));
  People people = TRY(People::open(options.kho));
  const bool first = !options.single_user && TRY(people.accounts()).empty();

  sigset_t signals;
  block_signals(signals);
  Throttle throttle;
  FreshArchive archive(options.kho);
  Overviews overviews(archive, knowledge);
  Writer writer(archive, knowledge);
  Uploads uploads(archive, options.jobs);
  Pictures pictures(options.kho);
  Checks checks(archive);
  KeptCounts counts(archive);
  Site site{options, operations, knowledge, succession, people, throttle, archive, overviews, writer, uploads, pictures, checks, counts, new_secret(), {}, first ? new_code() : ""};

  HttpServer http(site, handlers);
  const int port = TRY(http.bind());
  started(fmt::format("http://{}:{}/", is_loopback(options.bind) ? "localhost" : options.bind, port), site.setup_code);
  std::jthread ender([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    end_children();
    http.stop();
  });
  http.run();
  pthread_kill(ender.native_handle(), SIGTERM);  // where the server ended by itself
  return {};
}

}  // namespace sohoa::server
