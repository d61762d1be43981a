#include "check/number_series.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "check/check_document.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"

namespace sohoa {
namespace {

bool sure(const Field& f) { return f.status == Status::accepted || f.status == Status::corrected; }

std::string issuer_key(const Field& issuer) {
  const auto full = issuer.extra.find("full");
  return text::fold(full == issuer.extra.end() ? issuer.value() : full->second);
}

/// Whether two subjects may be one, read twice.
bool alike(const std::string& a, const std::string& b) {
  const std::string x = text::fold(a), y = text::fold(b);
  return x.empty() || y.empty() || x.starts_with(y.substr(0, 20)) || y.starts_with(x.substr(0, 20));
}

}  // namespace

void NumberSeries::add(const Document& d, const Rulebook& book) {
  const Field &number = d.field(FieldId::number), &date = d.field(FieldId::issued_date), &issuer = d.field(FieldId::issuer);
  if (number.value().empty() || date.value().size() < 4 || issuer.values.size() != 1 || !d.field(FieldId::parent_number).values.empty()) return;
  const DocumentType* type = book.known.type_named(d.field(FieldId::type).value());
  if (type && (type->kind == "copy" || type->kind == "paper")) return;
  if (number.handwritten && !sure(number)) return;  // digits guessed from a pen's strokes are equal by chance
  const bool certain = sure(number) && sure(issuer);
  const Numbered one{d.id, number.value(), d.dossier, d.sources.empty() ? std::string() : d.sources.front().path,
                     sure(date) ? date.value() : std::string(), d.field(FieldId::subject).value(), number.evidence, certain};
  const std::string body = fmt::format("{}|{}|", issuer_key(issuer), date.value().substr(0, 4));
  const auto parts = number_parts(number.value());
  if (parts.empty() || number.value().starts_with("…")) return;
  same_[body + number_key(number.value())].push_back(one);
  int n = 0;
  const auto [end, error] = std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), n);
  if (certain && error == std::errc() && end == parts[0].data() + parts[0].size() && n > 0)
    series_[body + number_key(number.value()).substr(parts[0].size())].emplace(n, one);
}

Finding NumberSeries::finding_at(const Numbered& n, const CheckRule& rule, std::string message, bool certain, std::string about) const {
  return {rule.id, certain ? rule.severity : Severity::notice, certain, n.id, n.number, n.dossier, n.path, n.where, std::move(message), std::move(about)};
}

std::vector<Finding> NumberSeries::findings(const Rulebook& book, const std::set<Profile>& profiles) const {
  std::vector<Finding> out;
  const CheckRule *duplicate = book.rule("number.duplicate"), *twice = book.rule("document.twice"), *gap = book.rule("number.gap");
  for (const auto& [key, group] : same_)
    for (std::size_t i = 1; i < group.size(); ++i) {
      const Numbered &first = group.front(), &one = group[i];
      const bool other_day = !first.day.empty() && !one.day.empty() && first.day != one.day;
      const bool same = !other_day && alike(first.subject, one.subject);
      const CheckRule* rule = same ? twice : duplicate;
      if (!rule || !wanted(*rule, profiles)) continue;
      const bool certain = first.certain && one.certain && (same || other_day);
      out.push_back(finding_at(one, *rule,
                               fmt::format(fmt::runtime(same ? tr("{} lies here twice: also {}") : tr("{} was issued twice in one year: also {}")), one.number, first.path),
                               certain, first.id));
    }
  if (!gap || !wanted(*gap, profiles)) return out;
  const auto fewest = static_cast<std::size_t>(gap->parameter("fewest")), widest = static_cast<std::size_t>(gap->parameter("widest"));
  const double share = gap->parameter("least_share") / 100.0;
  for (const auto& [key, numbers] : series_) {
    if (numbers.size() < fewest) continue;
    const int span = numbers.rbegin()->first - numbers.begin()->first + 1;
    if (static_cast<double>(numbers.size()) < share * span) continue;  // the archive does not hold this series as a whole
    for (auto next = std::next(numbers.begin()), last = numbers.begin(); next != numbers.end(); last = next++) {
      const int from = last->first + 1, to = next->first - 1;
      if (from > to || static_cast<std::size_t>(to - from + 1) > widest) continue;
      const std::string missing = from == to ? std::to_string(from) : fmt::format("{}–{}", from, to);
      out.push_back(finding_at(next->second, *gap, fmt::format(fmt::runtime(tr("between {} and {} there is no document with number {}")), last->second.number, next->second.number, missing), true, missing));
    }
  }
  return out;
}

}  // namespace sohoa
