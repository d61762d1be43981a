#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "check/rules.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"

namespace sohoa {
namespace {

/// ISO day as people write it here.
std::string shown(const std::string& iso) {
  return iso.size() == 10 ? fmt::format("{}/{}/{}", iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4)) : iso;
}

/// Whether a document speaks of the end or change of what it cites there, so that it does not apply it.
bool speaks_of_change(const CheckedDocument& d, const Citation& c) {
  static const RE2 kChange("thay the|bai bo|het hieu luc|sua doi|huy bo|dinh chi");
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const PrintedLine& line = d.lines[i];
    if (line.page != c.evidence.page || !line.box || !c.evidence.box || !overlap(*line.box, *c.evidence.box)) continue;
    for (std::size_t k = i == 0 ? 0 : i - 1; k < std::min(i + 2, d.lines.size()); ++k)
      if (RE2::PartialMatch(d.lines[k].folded, kChange)) return true;
  }
  return RE2::PartialMatch(text::fold(c.raw), kChange);
}

bool is_province(const Knowledge& known, std::string_view name) {
  const std::string folded = text::fold(name);
  return std::ranges::any_of(known.provinces, [&](const Province& p) { return folded.starts_with(text::fold(p.name)); });
}

/// The body as fully as it is named.
std::string full_issuer(const Field& issuer) {
  const auto full = issuer.extra.find("full");
  return full == issuer.extra.end() ? issuer.value() : full->second;
}

}  // namespace

Observations cites_repealed_act(const CheckedDocument& d, const CheckRule&) {
  Observations out;
  std::set<std::string> said;
  for (const Citation& c : d.document.citations) {
    if (c.number.empty() || c.relation == Relation::repeals || c.relation == Relation::replaces || c.relation == Relation::amends || c.relation == Relation::parent) continue;
    const auto act = d.book.acts.find(number_key(c.number));
    if (act == d.book.acts.end() || act->second.until.empty() || d.day.empty()) continue;
    const DayOrder order = compared(d.day, act->second.until);
    if (order == DayOrder::before || d.day == act->second.until || speaks_of_change(d, c) || !said.insert(act->first).second) continue;
    const bool applied = c.relation == Relation::basis || c.relation == Relation::implements;
    std::string message = fmt::format(fmt::runtime(tr("cites {}, which was in force up to {} only; now {}")), c.number, shown(act->second.until),
                                      act->second.replaced_by.empty() ? "–" : act->second.replaced_by);
    if (order == DayOrder::open) message += fmt::format(fmt::runtime(tr(" (of the day of issue only {} is certain)")), d.day);
    out.push_back({c.evidence, std::move(message),
                   order == DayOrder::same_or_after && applied && act->second.confirmed, act->second.number});
  }
  return out;
}

Observations district_issuer(const CheckedDocument& d, const CheckRule&) {
  static const RE2 kDistrict("(?:^|\\s)(huyện|quận|thị xã|thị trấn)\\s+\\S"), kCity("(?:^|\\s)thành phố\\s+(.+)$");
  const Field& issuer = d.document.field(FieldId::issuer);
  if (issuer.values.empty()) return {};
  const std::string name = full_issuer(issuer), lower = text::lower(name);
  std::string city;
  const bool district = RE2::PartialMatch(lower, kDistrict) || (RE2::PartialMatch(lower, kCity, &city) && !is_province(d.book.known, city));
  if (!district) return {};
  return {{issuer.evidence, fmt::format(fmt::runtime(tr("{}: there are no district authorities since 01/7/2025")), name), d.sure(FieldId::issuer)}};
}

Observations former_province(const CheckedDocument& d, const CheckRule&) {
  const Field& issuer = d.document.field(FieldId::issuer);
  if (issuer.values.empty() || d.day.empty()) return {};
  const std::string name = full_issuer(issuer), lower = text::lower(name);
  for (const Province& p : d.book.known.provinces) {
    if (p.until.empty() || compared(d.day, p.until) == DayOrder::before || d.day == p.until) continue;
    const std::string former = text::lower(p.name);
    const bool named = lower.ends_with("tỉnh " + former) || lower.ends_with("thành phố " + former);
    if (!named && !lower.ends_with(' ' + former)) continue;
    return {{issuer.evidence, fmt::format(fmt::runtime(tr("{}: {} is a part of {} since {}")), name, p.name, p.successor, shown(p.until)), d.sure(FieldId::issuer) && named, p.name}};
  }
  return {};
}

Observations agency_of_other_years(const CheckedDocument& d, const CheckRule&) {
  const Field& issuer = d.document.field(FieldId::issuer);
  if (issuer.values.empty() || d.day.empty()) return {};
  const std::string name = full_issuer(issuer), lower = text::lower(name);
  for (const Agency& a : d.book.known.agencies) {
    const std::string one = text::lower(a.name);
    if (lower != one && !lower.ends_with(' ' + one)) continue;
    const auto said = [&](std::string words) {
      return Observations{{issuer.evidence, std::move(words), d.sure(FieldId::issuer), a.name}};
    };
    if (!a.until.empty() && compared(d.day, a.until) == DayOrder::same_or_after && d.day != a.until)
      return said(fmt::format(fmt::runtime(tr("{}: {} bore this name up to {}; now {}")), name, a.name, shown(a.until), a.successor.empty() ? "–" : a.successor));
    if (!a.from.empty() && compared(d.day, a.from) == DayOrder::before)
      return said(fmt::format(fmt::runtime(tr("{}: {} bears this name since {} only")), name, a.name, shown(a.from)));
  }
  return {};
}

Observations due_before_issue(const CheckedDocument& d, const CheckRule&) {
  Observations out;
  if (d.day.size() != 10) return out;
  for (const Deadline& one : d.document.deadlines) {
    if (one.kind != DeadlineKind::absolute || one.status == Status::review || one.date.size() != 10 || one.bound == "from" || one.date >= d.day) continue;
    out.push_back({one.evidence, fmt::format(fmt::runtime(tr("\"{}\" lies before the day of issue, {}")), one.phrase, shown(d.day)), !one.inferred_year, one.date});
  }
  return out;
}

Observations due_on_day_off(const CheckedDocument& d, const CheckRule&) {
  Observations out;
  for (const Deadline& one : d.document.deadlines) {
    if (one.kind != DeadlineKind::absolute || one.status == Status::review || one.bound == "from" || one.working_day.empty() || one.working_day == one.date) continue;
    out.push_back({one.evidence, fmt::format(fmt::runtime(tr("\"{}\" is a day off; the next working day is {}")), one.phrase, shown(one.working_day)), !one.inferred_year, one.date});
  }
  return out;
}

}  // namespace sohoa
