#include "report/evaluate_duties.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/json_values.hh"
#include "core/language.hh"
#include "core/names.hh"
#include "report/same_value.hh"

namespace sohoa {
namespace {

using json_values::list_of;
using json_values::text_from;

/// An RFC 5545 rule as the set of its parts, whose order does not matter.
using Rules = std::set<std::set<std::string>>;

std::set<std::string> rule_of(std::string_view rule) {
  if (rule.starts_with("RRULE:")) rule.remove_prefix(6);
  std::set<std::string> parts;
  for (std::size_t begin = 0; begin <= rule.size();) {
    const std::size_t end = std::min(rule.find(';', begin), rule.size());
    parts.emplace(rule.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Rules rules_of(const Json& label) {
  Rules rules;
  if (label.is_string()) rules.insert(rule_of(label.get<std::string>()));
  else
    for (const Json& rule : label) rules.insert(rule_of(rule.get<std::string>()));
  return rules;
}

Rules rules_of(const std::vector<std::string>& rrule) {
  Rules rules;
  for (const std::string& rule : rrule) rules.insert(rule_of(rule));
  return rules;
}

/// "by" a day and "before" it are said alike.
std::string loose(const std::string& bound) { return bound == "by" ? "before" : bound; }

bool same_deadline(const Json& want, const Deadline& got) {
  if (want.at("kind") != name(got.kind)) return false;
  switch (got.kind) {
    case DeadlineKind::absolute: return want.at("date") == got.date && loose(want.value("bound", "before")) == loose(got.bound);
    case DeadlineKind::period: return want.at("start") == got.start && want.at("end") == got.end;
    case DeadlineKind::recurring: return rules_of(want.at("rrule")) == rules_of(got.rrule);
    default: return want.at("offset") == got.offset && want.at("unit") == got.unit && want.at("direction") == got.direction;
  }
}

/// Kinds that are scored; the others are free.
bool scored(const Deadline& d) {
  return d.kind == DeadlineKind::absolute || d.kind == DeadlineKind::period || d.kind == DeadlineKind::recurring || d.kind == DeadlineKind::relative;
}

bool whole_year(const Deadline& d) {
  return d.start.size() > 4 && d.end.size() > 4 && d.start.substr(4) == "-01-01" && d.end.substr(4) == "-12-31";
}

class Scorer {
 public:
  Scorer(const Json& label, const std::vector<const Document*>& documents, DutyEvaluation& out)
      : label_(label), file_(label.at("file")), documents_(documents), out_(out) {}

  void citations() {
    std::map<std::string, std::string> got;  // number → the first date given for it
    for (const Document* d : documents_)
      for (const Citation& c : d->citations)
        if (!c.number.empty()) got.emplace(compared_number(c.number), c.date);
    if (const auto fields = label_.find("fields"); fields != label_.end()) got.erase(compared_number(text_from(*fields, "number")));
    std::map<std::string, std::string> want;
    for (const Json& c : label_.at("citations")) want[compared_number(c.at("number").get<std::string>())] = text_from(c, "date");
    out_.citations.wanted += static_cast<int>(want.size());
    out_.citations.given += static_cast<int>(got.size());
    for (const auto& [number, date] : want) {
      const auto found = got.find(number);
      if (found == got.end()) {
        error(tr("citation missed"), number);
        continue;
      }
      ++out_.citations.found;
      if (date.empty()) continue;
      ++out_.dates.wanted;
      out_.dates.found += date == found->second;
      if (date != found->second) error(tr("date of a citation"), fmt::format("{}: {} | {}", number, date, found->second));
    }
    for (const auto& [number, date] : got)
      if (!want.contains(number)) error(tr("citation too many"), number);
  }

  void deadlines() {
    std::vector<const Deadline*> free;
    for (const Document* d : documents_)
      for (const Deadline& deadline : d->deadlines) free.push_back(&deadline);
    for (const Json& want : label_.at("deadlines")) {
      DutyCount& count = text_from(want, "in") == "table" ? out_.tables : out_.prose;
      ++count.wanted;
      const auto best = best_for(want, free);
      if (best == free.end()) {
        error(tr("deadline missed"), want.dump());
        continue;
      }
      ++count.found;
      compare(want, "lead", (*best)->lead, 3, out_.leads);
      compare(want, "coordinating", (*best)->coordinating, 4, out_.coordinating);
      compare(want, "task", (*best)->task, 6, out_.tasks);
      free.erase(best);
    }
    for (const Deadline* d : free) {
      const Json& optional = list_of(label_, "optional");
      const bool allowed = std::any_of(optional.begin(), optional.end(), [&](const Json& want) { return same_deadline(want, *d); });
      if (!scored(*d) || whole_year(*d) || allowed) continue;
      ++out_.false_deadlines;
      error(tr("no deadline"), fmt::format("{}: {}", name(d->kind), d->phrase));
    }
  }

  void targets() {
    std::vector<const Target*> free;
    for (const Document* d : documents_)
      for (const Target& target : d->targets) free.push_back(&target);
    out_.targets.given += static_cast<int>(free.size());
    for (const Json& want : list_of(label_, "targets")) {
      ++out_.targets.wanted;
      const double percent = want.at("percent");
      const std::string wanted = want.at("name");
      const auto hit = std::ranges::find_if(free, [&](const Target* t) { return t->percent == percent && covers(wanted, t->name, 4); });
      if (hit == free.end()) {
        error(tr("target missed"), fmt::format("{} {}", wanted, percent));
        continue;
      }
      ++out_.targets.found;
      free.erase(hit);
    }
  }

 private:
  using Deadlines = std::vector<const Deadline*>;

  /// Of those that agree the one whose task, then whose unit is meant; of equals the first.
  static Deadlines::iterator best_for(const Json& want, Deadlines& free) {
    auto best = free.end();
    int most = -1;
    for (auto d = free.begin(); d != free.end(); ++d) {
      if (!same_deadline(want, **d)) continue;
      const int fit = 2 * covers(text_from(want, "task"), (*d)->task, 6) + covers(text_from(want, "lead"), (*d)->lead, 3);
      if (fit > most) best = d, most = fit;
    }
    return best;
  }

  void compare(const Json& want, const char* key, const std::string& got, std::size_t slack, DutyCount& count) {
    const auto found = want.find(key);
    if (found == want.end() || found->is_null()) return;
    std::string wanted;
    if (found->is_string()) wanted = found->get<std::string>();
    else
      for (const Json& one : *found) wanted += (wanted.empty() ? "" : "; ") + one.get<std::string>();
    if (wanted.empty()) return;
    ++count.wanted;
    const bool right = covers(wanted, got, slack);
    count.found += right;
    if (!right) error(key, fmt::format("{} | {}", wanted, got));
  }

  void error(const char* what, const std::string& which) { out_.errors.push_back(fmt::format("{}: {}: {}", file_, what, which)); }

  const Json& label_;
  const std::string file_;
  const std::vector<const Document*>& documents_;
  DutyEvaluation& out_;
};

Json share(int part, int of) { return of == 0 ? Json("") : Json(fmt::format("{:.1f} %", 100.0 * part / of)); }

}  // namespace

Result<DutyEvaluation> evaluate_duties(const Json& labels, const RecordsByFile& records) {
  DutyEvaluation out;
  try {
    for (const Json& label : labels) {
      if (!label.contains("citations") || !label.contains("deadlines")) continue;
      const std::vector<const Document*> documents = records.of(label.at("file"));
      Scorer scorer(label, documents, out);
      scorer.citations();
      scorer.deadlines();
      scorer.targets();
    }
  } catch (const Json::exception& e) {
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("these are no labels: {}")), e.what()),
                tr("Labels are a JSON list of objects with a \"file\" each; data/samples/labels.json shows how."));
  }
  return out;
}

Listing duty_rows(const DutyEvaluation& e) {
  Listing list{{{"what", ""}, {"wanted", tr("expected")}, {"found", tr("found")}, {"recall", tr("recall")}, {"given", tr("given")}, {"precision", tr("precision")}}, {}};
  const auto row = [&](const char* what, const DutyCount& c, bool precise) {
    if (c.wanted + c.given > 0)
      list.rows.push_back({what, c.wanted, c.found, share(c.found, c.wanted), precise ? Json(c.given) : Json(nullptr), precise ? share(c.found, c.given) : Json("")});
  };
  row(tr("Citations"), e.citations, true);
  row(tr("dates of citations"), e.dates, false);
  row(tr("deadlines in prose"), e.prose, false);
  row(tr("deadlines in tables"), e.tables, false);
  row(tr("lead units"), e.leads, false);
  row(tr("coordinating units"), e.coordinating, false);
  row(tr("tasks"), e.tasks, false);
  list.rows.push_back({tr("false deadlines"), nullptr, e.false_deadlines, "", nullptr, ""});
  if (e.targets.wanted > 0) row(tr("targets"), e.targets, true);  // labels without targets say nothing of those given
  return list;
}

Json duty_json(const DutyEvaluation& e) {
  return {{"cite_want", e.citations.wanted},     {"cite_got", e.citations.given},    {"cite_hit", e.citations.found},
          {"date_want", e.dates.wanted},         {"date_right", e.dates.found},      {"prose_want", e.prose.wanted},
          {"prose_hit", e.prose.found},          {"table_want", e.tables.wanted},    {"table_hit", e.tables.found},
          {"lead_want", e.leads.wanted},         {"lead_right", e.leads.found},      {"with_want", e.coordinating.wanted},
          {"with_right", e.coordinating.found},  {"task_want", e.tasks.wanted},      {"task_right", e.tasks.found},
          {"false", e.false_deadlines},          {"targets_want", e.targets.wanted}, {"targets_got", e.targets.given},
          {"targets_hit", e.targets.found}};
}

}  // namespace sohoa
