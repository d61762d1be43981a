#include <atomic>
#include <chrono>
#include <thread>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/language.hh"

namespace sohoa::server {
namespace {

std::function<bool(const std::string&)> of_own_dossiers(const Account& person) {
  return [person](const std::string& dossier) { return search::lies_in(dossier, person.dossiers); };
}

Result<WebAnswer> uploads(Site& site, const WebRequest& request) { return json(TRY(site.uploads.state(of_own_dossiers(*request.person)))); }

Result<WebAnswer> upload(Site& site, const WebRequest& request) {
  if (!search::lies_in(request["dossier"], request.person->dossiers)) return fail(ErrorCode::not_found, tr("there is no such dossier"));
  std::error_code error;
  const auto size = std::filesystem::file_size(request.body_file, error);
  const std::string name = TRY(site.uploads.take(request.body_file, request["dossier"], request["name"]));
  return json({{"name", name}, {"dossier", request["dossier"]}, {"size", size}}, kCreated);
}

Result<WebAnswer> retry(Site& site, const WebRequest&) {
  site.uploads.retry();
  return json(Json::object(), kAccepted);
}

/// So many browsers may watch at once: each holds a thread.
constexpr int kMostWatchers = 16;
std::atomic<int> watchers = 0;

constexpr auto kLives = std::chrono::seconds(30), kComment = std::chrono::seconds(10);

/// The state whenever it has changed, and a comment now and then. The stream ends after a while; browsers ask again.
Result<WebAnswer> upload_events(Site& site, const WebRequest& request) {
  using Clock = std::chrono::steady_clock;
  if (watchers.load() >= kMostWatchers) return problem(503, "busy", tr("Too many are watching: reload in a while."));
  struct Watch {
    Clock::time_point begun = Clock::now(), said = Clock::now();
    std::string last;
    Watch() { ++watchers; }
    ~Watch() { --watchers; }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
  };
  const auto watch = std::make_shared<Watch>();
  WebAnswer out;
  out.type = "text/event-stream";
  out.events = [&site, watch, visible = of_own_dossiers(*request.person)](std::string& event) {
    const auto now = Clock::now();
    if (now - watch->begun > kLives) return false;
    if (!watch->last.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(400));
    const Result<Json> state = site.uploads.state(visible);
    if (!state) return false;
    std::string text = state->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text != watch->last) {
      event = "retry: 1000\ndata: " + text + "\n\n";
      watch->last = std::move(text);
      watch->said = now;
    } else if (now - watch->said > kComment) {
      event = ":\n\n";
      watch->said = now;
    }
    return true;
  };
  return out;
}

}  // namespace

void add_upload_api(Handlers& handlers) {
  handlers["uploads"] = uploads;
  handlers["upload"] = upload;
  handlers["uploadEvents"] = upload_events;
  handlers["retry"] = retry;
}

}  // namespace sohoa::server
