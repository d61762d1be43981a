#include "report/trail_rows.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/names.hh"

namespace sohoa {
namespace {

struct Label {
  const char *key, *label;
};

/// What a detail is called. `extra` (what goes with a corrected value) is for machines.
std::string details_of(const Json& details) {
  const Label words[] = {{"field", tr("field")}, {"values", tr("value")},   {"at", tr("cut before page")}, {"ids", tr("documents")}, {"reason", tr("reason")}, {"by", tr("replaced by")},
                        {"rule", tr("rule")},   {"to", tr("to")}, {"finding", tr("finding")},    {"target", tr("of")},     {"agrees", tr("agrees with the paper")}};
  std::string out;
  for (const auto& [key, value] : details.items()) {
    if (key == "extra" || shown(value).empty()) continue;
    std::string label = key, said = shown(value);
    for (const Label& word : words)
      if (key == word.key) label = word.label;
    if (key == "agrees") said = value == true ? tr("yes") : tr("no");
    if (key == "field")
      if (const auto field = field_named(said)) said = sohoa::label(*field);
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", label, said);
  }
  return out;
}

}  // namespace

std::string action_label(const std::string& what) {
  const Label words[] = {{"correct", tr("corrected")},       {"uncorrect", tr("correction taken back")}, {"split", tr("cut")},           {"unsplit", tr("cut taken back")},
                        {"keep-cuts", tr("cuts kept")},     {"join", tr("joined")},                     {"unjoin", tr("parted again")},  {"withdraw", tr("withdrawn")},
                        {"replace", tr("replaced")},        {"restore", tr("restored")},                {"waive", tr("finding waived")}, {"unwaive", tr("waiver taken back")},
                        {"sample", tr("spot check")},       {"view", tr("looked at")},                  {"download", tr("downloaded")},  {"export", tr("exported")},
                        {"account", tr("account changed")}, {"token", tr("token changed")},             {"upload", tr("uploaded")},      {"register", tr("register changed")},
                        {"backup", tr("backup made")},      {"repair", tr("repaired")}};
  for (const Label& word : words)
    if (what == word.key) return word.label;
  return what;
}

Listing trail_rows(const std::vector<AuditEvent>& trail) {
  Listing listing{{{"time", tr("time"), true}, {"who", tr("who")}, {"what", tr("what"), true}, {"record", tr("record"), true}, {"details", tr("details")}}, {}};
  for (const AuditEvent& event : trail) listing.rows.push_back({event.time, event.who, action_label(event.what), event.record, details_of(event.details)});
  return listing;
}

}  // namespace sohoa
