#include "core/store/audit.hh"

#include <algorithm>

#include "core/parts.hh"
#include "core/store/chained_log.hh"
#include "core/store/kho.hh"

namespace sohoa {
namespace {

std::string taken(Json& entry, const char* key) {
  const auto found = entry.find(key);
  if (found == entry.end() || !found->is_string()) return {};
  std::string text = found->get<std::string>();
  entry.erase(key);
  return text;
}

AuditEvent event_of(Json entry) {
  entry.erase("prev");
  AuditEvent event;
  event.time = taken(entry, "time");
  event.who = taken(entry, "who");
  event.what = taken(entry, "what");
  for (const char* key : {"id", "file"})
    if (event.record.empty()) event.record = taken(entry, key);
  if (const auto ids = entry.find("ids"); event.record.empty() && ids != entry.end() && ids->is_array() && !ids->empty() && ids->front().is_string())
    event.record = ids->front().get<std::string>();
  event.details = std::move(entry);
  return event;
}

bool touches(const AuditEvent& event, const std::string& record) {
  if (record.empty() || event.record == record || event.record == file_of_id(record)) return true;
  for (const char* key : {"ids", "by"})
    if (const auto others = event.details.find(key); others != event.details.end())
      for (const Json& other : others->is_array() ? *others : Json::array({*others}))
        if (other == record) return true;
  return false;
}

}  // namespace

Result<void> note_event(const std::filesystem::path& kho, const AuditEvent& event) {
  Json entry{{"what", event.what}, {"who", event.who}, {"time", event.time}};
  if (!event.record.empty()) entry["id"] = event.record;
  entry.update(event.details);
  return append_chained(audit_path(kho), std::span(&entry, 1));
}

Result<std::vector<AuditEvent>> audit_trail(const std::filesystem::path& kho, const std::string& record) {
  std::vector<AuditEvent> trail;
  for (const std::filesystem::path& log : {journal_path(kho), audit_path(kho)})
    TRY(each_entry(log, 0, [&](Json entry) {
      if (AuditEvent event = event_of(std::move(entry)); touches(event, record)) trail.push_back(std::move(event));
    }));
  std::ranges::stable_sort(trail, {}, &AuditEvent::time);
  return trail;
}

}  // namespace sohoa
