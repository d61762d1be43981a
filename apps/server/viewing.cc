#include "apps/server/viewing.hh"

#include <spdlog/spdlog.h>

#include <ctime>

#include "core/clock.hh"
#include "core/store/audit.hh"
#include "report/trail_rows.hh"

namespace sohoa::server {
namespace {

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
    {"removeRegister", "register", "name"},
    {"waive", "waive", ""},              {"unwaive", "waive", "rule"}};

}  // namespace

void note_view(Site& site, const Operation& operation, const WebRequest& request) {
  for (const Noted& noted : kNoted) {
    if (operation.id != noted.operation || !request.person) continue;
    const bool of_document = request.parameters.contains("id") && operation.id != "removeToken";
    const Result<void> done = note_event(site.options.kho, {utc_text(std::time(nullptr)), request.person->name, noted.what, of_document ? request["id"] : "",
                                                            {{"target", request[noted.target]}}});
    if (!done) spdlog::error("{}", done.error().message);
  }
}

Result<Json> views(Site& site, const std::string& who) {
  const std::vector<AuditEvent> all = TRY(audit_trail(site.options.kho));
  Json out = Json::array();
  for (auto event = all.rbegin(); event != all.rend(); ++event) {
    if (!who.empty() && event->who != who) continue;
    const auto target = event->details.find("target");
    const bool named = target != event->details.end() && target->is_string() && event->record.empty();
    out.push_back({{"time", event->time}, {"who", event->who}, {"what", event->what}, {"label", action_label(event->what)}, {"target", named ? target->get<std::string>() : event->record}});
  }
  return out;
}

}  // namespace sohoa::server
