#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/clock.hh"
#include "core/language.hh"
#include "core/names.hh"
#include "core/store/journal.hh"

namespace sohoa::server {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

/// A rule, and how much of it was found.
struct RuleCount {
  int found = 0, fresh = 0;
};

Json rule_json(const std::string& id, const Rulebook& book, const RuleCount& count) {
  const CheckRule* rule = book.rule(id);
  Json out{{"rule", id}, {"found", count.found}, {"new", count.fresh}};
  if (!rule) return out;
  out["severity"] = name(rule->severity);
  out["vi"] = rule->vi;
  out["en"] = rule->en;
  out["basis"] = rule->basis;
  out["certainty"] = rule->certainty;
  out["profiles"] = Json::array();
  for (const Profile profile : rule->profiles) out["profiles"].push_back(name(profile));
  return out;
}

Json finding_json(const Finding& f, bool fresh, const Waiver* waiver) {
  Json out{{"rule", f.rule}, {"severity", name(f.severity)}, {"certain", f.certain}, {"id", f.id}, {"number", text_or_null(f.number)},
           {"dossier", f.dossier}, {"path", f.path}, {"page", f.where.page}, {"message", f.message}, {"new", fresh}, {"waived", nullptr},
           {"box", f.where.box ? Json({f.where.box->x0, f.where.box->y0, f.where.box->x1, f.where.box->y1}) : Json(nullptr)}};
  if (waiver) out["waived"] = {{"reason", waiver->reason}, {"who", waiver->who}, {"time", waiver->time}};
  return out;
}

/// Whether a finding is one of those asked for; the rule is looked at apart, for the counts of the others stand beside.
bool wanted(const WebRequest& request, const Finding& f, const CheckRule* rule, bool fresh, bool waived) {
  if ((request["waived"] == "true") != waived) return false;
  if (request["new"] == "true" && !fresh) return false;
  if (!request["severity"].empty() && request["severity"] != name(f.severity)) return false;
  if (!request["document"].empty() && request["document"] != f.id) return false;
  if (!request["dossier"].empty() && !search::lies_in(f.dossier, {request["dossier"]})) return false;
  const std::optional<Profile> profile = profile_named(request["profile"]);
  return !profile || !rule || rule->profiles.contains(*profile);
}

Result<WebAnswer> findings(Site& site, const WebRequest& request) {
  const auto limit = static_cast<std::size_t>(TRY(number_in(request, "limit", 50, 1, 100)));
  const auto offset = static_cast<std::size_t>(TRY(number_in(request, "offset", 0, 0, 10'000'000)));
  const Checks::State state = site.checks.state();
  Json out{{"running", state.running}, {"done", state.done}, {"outdated", state.outdated}, {"checked", nullptr}, {"documents", 0}, {"total", 0}, {"waived", 0},
           {"severities", Json::object()}, {"rules", Json::array()}, {"findings", Json::array()}};
  if (!state.run) return json(out);
  const Checks::Waivers waivers = TRY(site.checks.waivers());
  const auto overview = TRY(site.overviews.now());
  std::map<std::string, RuleCount> rules;
  std::map<std::string_view, int> severities{{"error", 0}, {"warning", 0}, {"notice", 0}};
  std::size_t total = 0, let_pass = 0;
  for (const Finding& f : state.run->findings) {
    const Listed* document = overview->of(f.id);
    if (!document || !may_see(*request.person, document->dossier, document->secret)) continue;
    const auto waiver = waivers.find({f.rule, f.id});
    const bool fresh = !state.run->before.contains(key_of(f)), waived = waiver != waivers.end();
    let_pass += waived ? 1 : 0;
    if (!wanted(request, f, state.run->rules->rule(f.rule), fresh, waived)) continue;
    RuleCount& count = rules[f.rule];
    ++count.found;
    count.fresh += fresh ? 1 : 0;
    ++severities[name(f.severity)];
    if (!request["rule"].empty() && request["rule"] != f.rule) continue;
    if (total++ >= offset && out["findings"].size() < limit) out["findings"].push_back(finding_json(f, fresh, waived ? &waiver->second : nullptr));
  }
  for (const auto& [id, count] : rules) out["rules"].push_back(rule_json(id, *state.run->rules, count));
  for (const auto& [severity, count] : severities) out["severities"][std::string(severity)] = count;
  out["total"] = total;
  out["waived"] = let_pass;
  out["documents"] = state.run->documents;
  out["checked"] = state.run->time;
  if (masked_for(*request.person)) hide_identity_numbers(out["findings"]);
  return json(out);
}

Result<WebAnswer> check_again(Site& site, const WebRequest&) {
  TRY_VOID(site.checks.again());
  return json(Json::object(), kAccepted);
}

/// The waiver a person means: of a rule that was found on a document this person may see.
Result<Waiver> waiver_of(Site& site, const WebRequest& request, const std::string& rule, const std::string& id) {
  const Checks::State state = site.checks.state();
  if (!state.run || !state.run->rules->rule(rule)) return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no rule {}")), rule));
  const auto document = TRY(document_for(site.archive, *request.person, id));
  return Waiver{rule, document->id, {}, request.person->name, utc_text(std::time(nullptr))};
}

Result<WebAnswer> waive(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const std::string rule = TRY(text_in(body, "rule")), id = TRY(text_in(body, "id")), reason = TRY(text_in(body, "reason"));
  if (reason.find_first_not_of(' ') == std::string::npos) return fail(ErrorCode::usage, tr("a waiver names its document and the reason"));
  Waiver waiver = TRY(waiver_of(site, request, rule, id));
  waiver.reason = reason;
  const std::vector<Json> entries{waiver_entry(waiver)};
  TRY_VOID(append_to_journal(site.options.kho, entries));
  return nothing();
}

Result<WebAnswer> unwaive(Site& site, const WebRequest& request) {
  const Waiver waiver = TRY(waiver_of(site, request, request["rule"], request["id"]));
  if (!TRY(site.checks.waivers()).contains({waiver.rule, waiver.id})) return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("{} is not waived on {}")), waiver.rule, waiver.id));
  const std::vector<Json> entries{withdrawn_waiver_entry(waiver)};
  TRY_VOID(append_to_journal(site.options.kho, entries));
  return nothing();
}

}  // namespace

void add_check_api(Handlers& handlers) {
  handlers["findings"] = findings;
  handlers["checkAgain"] = check_again;
  handlers["waive"] = waive;
  handlers["unwaive"] = unwaive;
}

}  // namespace sohoa::server
