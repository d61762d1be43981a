#include "core/store/decisions.hh"

#include <algorithm>

#include "core/parts.hh"

namespace sohoa {
namespace {

/// Decisions about one thing lie upon each other; taking one back shows the one below.
template <class Key, class Value>
using Stacks = std::map<Key, std::vector<Value>>;

template <class Key, class Value>
void pop(Stacks<Key, Value>& stacks, const Key& key) {
  const auto found = stacks.find(key);
  if (found != stacks.end() && !found->second.empty()) found->second.pop_back();
}

template <class Key, class Value>
std::map<Key, Value> tops(Stacks<Key, Value>& stacks) {
  std::map<Key, Value> out;
  for (auto& [key, stack] : stacks)
    if (!stack.empty()) out.emplace(key, std::move(stack.back()));
  return out;
}

Json entry(const char* what, const std::string& who, const std::string& time) { return {{"what", what}, {"who", who}, {"time", time}}; }

std::string precision_of(const std::string& iso) { return iso.size() >= 10 ? "day" : iso.size() >= 7 ? "month" : "year"; }

}  // namespace

Decisions decisions_of(std::span<const Json> journal) {
  Stacks<std::pair<std::string, FieldId>, Correction> corrections;
  Stacks<std::string, std::vector<int>> cuts;
  std::map<std::string, std::vector<int>> kept;
  Stacks<std::string, std::vector<std::string>> joins;
  Stacks<std::string, Withdrawal> withdrawals;
  for (const Json& e : journal) {
    try {
      const std::string what = e.at("what");
      const auto field = field_named(e.value("field", ""));
      if (what == "correct" && field)
        corrections[{e.at("id"), *field}].push_back({e.at("values"), e.value("extra", std::map<std::string, std::string>{}),
                                                     e.value("who", ""), e.value("time", "")});
      if (what == "uncorrect" && field) pop(corrections, {e.at("id"), *field});
      if (what == "split") cuts[e.at("file")].push_back(e.at("at"));
      if (what == "keep-cuts") kept.emplace(e.at("file"), e.at("at").get<std::vector<int>>());
      if (what == "unsplit") pop(cuts, e.at("file").get<std::string>());
      if (what == "join") joins[e.at("ids").at(0)].push_back(e.at("ids"));
      if (what == "unjoin") pop(joins, e.at("id").get<std::string>());
      if (what == "withdraw" || what == "replace")
        withdrawals[e.at("id")].push_back({e.value("who", ""), e.value("time", ""), e.value("reason", ""), e.value("by", "")});
      if (what == "restore") pop(withdrawals, e.at("id").get<std::string>());
    } catch (const Json::exception&) {
      continue;
    }
  }
  return {tops(corrections), tops(cuts), std::move(kept), tops(joins), tops(withdrawals)};
}

std::set<std::string> withdrawn_ids(const Decisions& decisions) {
  std::set<std::string> ids;
  for (const auto& [id, withdrawal] : decisions.withdrawals) ids.insert(id);
  return ids;
}

std::optional<std::vector<int>> cuts_of(const Decisions& decisions, const std::string& file) {
  for (const auto* cuts : {&decisions.cuts, &decisions.kept_cuts})
    if (const auto found = cuts->find(file); found != cuts->end()) return found->second;
  return std::nullopt;
}

std::vector<std::string> lost_ids(const Decisions& decisions, const std::string& file, const std::set<std::string>& ids) {
  std::set<std::string> lost;
  const auto look = [&](const std::string& id) {
    if (file_of_id(id) == file && !ids.contains(id)) lost.insert(id);
  };
  // Ids of a file begin with the file's: they stand together.
  for (auto i = decisions.corrections.lower_bound({file, FieldId{}}); i != decisions.corrections.end() && i->first.first.starts_with(file); ++i) look(i->first.first);
  for (auto i = decisions.withdrawals.lower_bound(file); i != decisions.withdrawals.end() && i->first.starts_with(file); ++i) look(i->first);
  for (const auto& [first, joined] : decisions.joins) std::ranges::for_each(joined, look);
  return {lost.begin(), lost.end()};
}

bool holds_already(const Field& field, const Correction& said) {
  return field.status == Status::corrected && field.values == said.values &&
         std::ranges::all_of(said.extra, [&](const auto& addition) {
           const auto there = field.extra.find(addition.first);
           return there != field.extra.end() && there->second == addition.second;
         });
}

void apply_corrections(Document& document, const Decisions& decisions) {
  for (const FieldSpec& spec : kFields) {
    const auto found = decisions.corrections.find({document.id, spec.id});
    if (found == decisions.corrections.end()) continue;
    const Correction& said = found->second;
    Field& field = document.fields[spec.id];
    if (!field.values.empty())
      field.candidates.insert(field.candidates.begin(), {field.value(), field.raw, field.confidence, field.evidence});
    if (field.values != said.values) {
      field.values = said.values;
      field.extra.clear();
      if (spec.type == FieldType::date && !said.values.empty()) field.extra["precision"] = precision_of(said.values.front());
    }
    for (const auto& [name, value] : said.extra) field.extra[name] = value;
    field.extra["by"] = said.who;
    field.extra["at"] = said.time;
    field.status = Status::corrected;
    field.confidence = 1.0;
    field.evidence.rule = "person";  // the place on the paper stays
  }
}

Json correction_entry(const std::string& id, FieldId field, const Correction& said) {
  Json e = entry("correct", said.who, said.time);
  e["id"] = id;
  e["field"] = spec_of(field).name;
  e["values"] = said.values;
  if (!said.extra.empty()) e["extra"] = said.extra;
  return e;
}

Json withdrawn_correction_entry(const std::string& id, FieldId field, const std::string& who, const std::string& time) {
  Json e = entry("uncorrect", who, time);
  e["id"] = id;
  e["field"] = spec_of(field).name;
  return e;
}

Json cut_entry(const std::string& file, const std::vector<int>& at, const std::string& who, const std::string& time) {
  Json e = entry("split", who, time);
  e["file"] = file;
  e["at"] = at;
  return e;
}

Json kept_cuts_entry(const std::string& file, const std::vector<int>& at, const std::string& who, const std::string& time) {
  Json e = cut_entry(file, at, who, time);
  e["what"] = "keep-cuts";
  return e;
}

Json withdrawn_cut_entry(const std::string& file, const std::string& who, const std::string& time) {
  Json e = entry("unsplit", who, time);
  e["file"] = file;
  return e;
}

Json join_entry(const std::vector<std::string>& ids, const std::string& who, const std::string& time) {
  Json e = entry("join", who, time);
  e["ids"] = ids;
  return e;
}

Json withdrawn_join_entry(const std::string& id, const std::string& who, const std::string& time) {
  Json e = entry("unjoin", who, time);
  e["id"] = id;
  return e;
}

Json withdrawal_entry(const std::string& id, const Withdrawal& withdrawal) {
  Json e = entry(withdrawal.replaced_by.empty() ? "withdraw" : "replace", withdrawal.who, withdrawal.time);
  e["id"] = id;
  if (!withdrawal.replaced_by.empty()) e["by"] = withdrawal.replaced_by;
  e["reason"] = withdrawal.reason;
  return e;
}

Json restoration_entry(const std::string& id, const std::string& who, const std::string& time) {
  Json e = entry("restore", who, time);
  e["id"] = id;
  return e;
}

}  // namespace sohoa
