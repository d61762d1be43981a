#include "check/waivers.hh"

#include <algorithm>
#include <set>

namespace sohoa {

std::vector<Waiver> waivers_of(std::span<const Json> journal) {
  std::map<std::pair<std::string, std::string>, Waiver> holding;
  for (const Json& e : journal) {
    try {
      const std::string what = e.at("what");
      if (what != "waive" && what != "unwaive") continue;
      const std::pair<std::string, std::string> key{e.at("rule"), e.at("id")};
      if (what == "waive")
        holding[key] = {key.first, key.second, e.value("reason", ""), e.value("who", ""), e.value("time", "")};
      else
        holding.erase(key);
    } catch (const Json::exception&) {
      continue;
    }
  }
  std::vector<Waiver> out;
  for (auto& [key, waiver] : holding) out.push_back(std::move(waiver));
  return out;
}

Json waiver_entry(const Waiver& w) {
  return {{"what", "waive"}, {"who", w.who}, {"time", w.time}, {"rule", w.rule}, {"id", w.id}, {"reason", w.reason}};
}

Json withdrawn_waiver_entry(const Waiver& w) {
  return {{"what", "unwaive"}, {"who", w.who}, {"time", w.time}, {"rule", w.rule}, {"id", w.id}};
}

std::vector<Finding> take_waived(std::vector<Finding>& findings, const std::vector<Waiver>& waivers) {
  std::set<std::pair<std::string, std::string>> keys;
  for (const Waiver& w : waivers) keys.emplace(w.rule, w.id);
  const auto first = std::stable_partition(findings.begin(), findings.end(), [&](const Finding& f) { return !keys.contains({f.rule, f.id}); });
  std::vector<Finding> taken(std::make_move_iterator(first), std::make_move_iterator(findings.end()));
  findings.erase(first, findings.end());
  return taken;
}

}  // namespace sohoa
