#include "report/folded_findings.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace sohoa {
namespace {

constexpr std::size_t kWorthFolding = 3, kNamed = 3;

std::string reason_of(std::string message) {
  static const RE2 kQuoted(R"("[^"]*")"), kDay(R"(\b\d{1,2}/\d{1,2}/\d{4}\b)");
  RE2::GlobalReplace(&message, kQuoted, "\"…\"");
  RE2::GlobalReplace(&message, kDay, "…");
  return message;
}

}  // namespace

std::vector<FoldedFindings> folded(const std::vector<Finding>& findings) {
  std::vector<FoldedFindings> out;
  std::map<std::tuple<Severity, std::string, std::string>, std::size_t> known;
  for (const Finding& f : findings) {
    std::string reason = reason_of(f.message);
    const auto [at, fresh] = known.try_emplace({f.severity, f.rule, reason}, out.size());
    if (fresh) out.push_back({{}, std::move(reason)});
    out[at->second].all.push_back(&f);
  }
  std::vector<FoldedFindings> parted;
  for (FoldedFindings& one : out) {
    if (one.all.size() >= kWorthFolding) {
      parted.push_back(std::move(one));
      continue;
    }
    for (const Finding* f : one.all) parted.push_back({{f}, one.reason});
  }
  std::ranges::stable_sort(parted, [](const FoldedFindings& a, const FoldedFindings& b) {
    return std::pair(a.all.front()->severity, a.all.size()) < std::pair(b.all.front()->severity, b.all.size());
  });
  return parted;
}

std::string said_of(const FoldedFindings& folded) {
  return folded.all.size() == 1 ? folded.all.front()->message : fmt::format("{} × {}", folded.all.size(), folded.reason);
}

std::string documents_of(const FoldedFindings& folded) {
  std::vector<std::string> names;
  for (const Finding* f : folded.all) {
    const std::string& name = f->number.empty() ? f->id : f->number;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  const std::size_t all = names.size();
  names.resize(std::min(all, kNamed));
  std::string out = fmt::format("{}", fmt::join(names, ", "));
  if (all > kNamed) out += fmt::format(", … ({})", all);
  return out;
}

}  // namespace sohoa
