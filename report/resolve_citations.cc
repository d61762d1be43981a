#include "report/resolve_citations.hh"

#include <algorithm>
#include <array>

#include "core/text/normalize.hh"
#include "report/likeness.hh"

namespace sohoa {
namespace {

/// As far as both dates are known: "2025-05" agrees with "2025-05-12".
Agreement dates_agree(std::string_view a, std::string_view b) {
  const std::size_t known = std::min(a.size(), b.size());
  if (known == 0) return Agreement::unknown;
  return a.substr(0, known) == b.substr(0, known) ? Agreement::yes : Agreement::no;
}

/// "Chủ tịch UBND tỉnh" → "ubnd tỉnh": an act of the head may be printed of the body, and the other way round.
std::string body_of(const std::string& issuer) {
  static constexpr std::array<std::string_view, 5> kHeads{"phó chủ tịch ", "chủ tịch ", "bộ trưởng ", "giám đốc ", "chánh văn phòng "};
  std::string name = text::lower(text::normalize(issuer));
  for (const std::string_view head : kHeads)
    if (name.starts_with(head)) return name.substr(head.size());
  return name;
}

/// Names of one body: "Sở Tư pháp" and "Sở Tư pháp tỉnh Lạng Sơn", "Bộ trưởng Bộ Nội vụ" and "Bộ Nội vụ", "UBND tỉnh" and
/// "Chủ tịch Ủy ban nhân dân tỉnh". Whatever is not surely one body is two.
Agreement one_body(const std::string& cited, const std::vector<std::string>& issuers) {
  if (cited.empty() || issuers.empty()) return Agreement::unknown;
  const std::string wanted = body_of(cited);
  for (const std::string& issuer : issuers) {
    const std::string name = body_of(issuer), a = text::fold(wanted), b = text::fold(name);
    if (b.empty()) continue;
    if (a.find(b) != a.npos || b.find(a) != b.npos || issuers_agree(wanted, name) == Agreement::yes) return Agreement::yes;
  }
  return Agreement::no;
}

bool is_normative(std::string_view number) {  // "30/2020/NĐ-CP": the year is part of it
  const std::size_t slash = number.find('/');
  if (slash == number.npos || slash + 5 >= number.size() || number[slash + 5] != '/') return false;
  const std::string_view year = number.substr(slash + 1, 4);
  return std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool fits(const Citation& citation, const ArchivedAct& act) {
  const Agreement date = dates_agree(citation.date, act.issued_date);
  const Agreement issuer = one_body(citation.issuer, act.issuers);
  if (date == Agreement::no || issuer == Agreement::no) return false;
  if (citation.date.size() == 10 && act.issued_date.size() == 10) return true;
  return is_normative(citation.number) || (date == Agreement::yes && issuer == Agreement::yes);
}

}  // namespace

ArchivedAct archived_act(const Document& document) {
  ArchivedAct act{document.id, document.field(FieldId::issued_date).value(), {}};
  const Field& issuer = document.field(FieldId::issuer);
  act.issuers = issuer.values;
  if (const auto full = issuer.extra.find("full"); full != issuer.extra.end())
    act.issuers.push_back(full->second);
  return act;
}

void resolve_citations(Document& document, const FindActs& find) {
  for (Citation& citation : document.citations) {
    citation.resolved.clear();
    if (citation.number.empty()) continue;
    for (const ArchivedAct& act : find(citation.number)) {
      if (act.id == document.id || !fits(citation, act)) continue;
      const bool second = !citation.resolved.empty();
      citation.resolved = second ? "" : act.id;
      if (second) break;
    }
  }
}

}  // namespace sohoa
