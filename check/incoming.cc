#include "check/incoming.hh"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "check/check_document.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"

namespace sohoa {
namespace {

bool sure(const Field& f) { return f.status == Status::accepted || f.status == Status::corrected; }

/// ISO days cut to what is known; an unknown one agrees with all.
bool days_agree(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

/// The last day of what is due, ISO; empty where it names none.
std::string last_day(const Deadline& d) {
  const std::string& day = d.kind == DeadlineKind::period ? d.end : d.kind == DeadlineKind::absolute && d.bound != "from" ? d.date : std::string();
  return day.size() == 10 ? day : std::string();
}

}  // namespace

void IncomingOverdue::add(const Document& d) {
  const std::string &issued = d.field(FieldId::issued_date).value(), issuer = text::canonical(d.field(FieldId::issuer).value());
  const bool arrived = !d.field(FieldId::incoming_number).values.empty() || !d.field(FieldId::incoming_date).values.empty();
  if (!arrived) {
    for (const Citation& c : d.citations)
      if (std::string cited = c.resolved.empty() ? number_key(c.number) : c.resolved; !cited.empty()) answering_.push_back({std::move(cited), c.date, d.id, issued, issuer});
    return;
  }
  const Deadline* first = nullptr;
  for (const Deadline& one : d.deadlines)
    if (const std::string day = last_day(one); one.status != Status::review && !day.empty() && day < as_of_ && (!first || day < last_day(*first))) first = &one;
  if (!first) return;
  const Field& number = d.field(FieldId::number);
  const std::string day = last_day(*first);
  Finding finding{{},        Severity::notice, !first->inferred_year && sure(number), d.id, number.value(), d.dossier, d.sources.empty() ? std::string() : d.sources.front().path,
                  first->evidence, fmt::format(fmt::runtime(tr("\"{}\" is past, and the archive holds no answer: no later document of another office cites it")), first->phrase), day};
  waiting_.push_back({std::move(finding), sure(number) ? number_key(number.value()) : std::string(), issued, issuer});
}

std::vector<Finding> IncomingOverdue::findings(const Rulebook& book, const std::set<Profile>& profiles) const {
  const CheckRule* rule = book.rule("incoming.overdue");
  if (!rule || !wanted(*rule, profiles)) return {};
  std::unordered_multimap<std::string, const Answering*> citing;
  for (const Answering& a : answering_) citing.emplace(a.cited, &a);
  std::vector<Finding> out;
  for (const Waiting& w : waiting_) {
    const auto answered_by = [&](const std::string& key) {
      const auto [from, to] = citing.equal_range(key);
      return !key.empty() && std::any_of(from, to, [&](const auto& a) { return a.second->issued >= w.issued && days_agree(a.second->cited_day, w.issued) && (w.issuer.empty() || a.second->issuer != w.issuer);
      });
    };
    if (answered_by(w.finding.id) || answered_by(w.key)) continue;
    Finding f = w.finding;
    f.rule = rule->id;
    if (f.certain) f.severity = rule->severity;
    out.push_back(std::move(f));
  }
  return out;
}

}  // namespace sohoa
