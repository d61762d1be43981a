#include "apps/server/viewing.hh"

#include <ctime>
#include <deque>
#include <mutex>

#include "core/clock.hh"

namespace sohoa::server {
namespace {

constexpr std::size_t kKept = 10'000;

std::mutex mutex;
std::deque<Json> kept;  // the latest first

/// What is noted, by operation, and the parameter that says of what.
struct Noted {
  const char* operation;
  const char* what;
  const char* target;
};
constexpr Noted kNoted[] = {
    {"document", "view", "id"},        {"text", "view", "id"},           {"original", "download", "id"},   {"searchablePdf", "download", "id"},
    {"exportHits", "export", "q"},     {"addPerson", "account", ""},     {"changePerson", "account", "name"}, {"removePerson", "account", "name"},
    {"makeToken", "token", ""},        {"removeToken", "token", "id"},   {"upload", "upload", "name"},     {"putRegister", "register", "name"},
    {"removeRegister", "register", "name"}};

}  // namespace

void note_view(Site&, const Operation& operation, const WebRequest& request) {
  for (const Noted& noted : kNoted) {
    if (operation.id != noted.operation || !request.person) continue;
    const std::scoped_lock lock(mutex);
    kept.push_front({{"time", utc_text(std::time(nullptr))}, {"who", request.person->name}, {"what", noted.what}, {"target", request[noted.target]}});
    if (kept.size() > kKept) kept.pop_back();
  }
}

Result<Json> views(Site&, const std::string& who) {
  const std::scoped_lock lock(mutex);
  Json out = Json::array();
  for (const Json& one : kept)
    if (who.empty() || one["who"] == who) out.push_back(one);
  return out;
}

}  // namespace sohoa::server
