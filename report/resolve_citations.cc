#include "report/resolve_citations.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

enum class Agreement { unknown, yes, no };

/// As far as both dates are known: "2025-05" agrees with "2025-05-12".
Agreement dates_agree(std::string_view a, std::string_view b) {
  const std::size_t known = std::min(a.size(), b.size());
  if (known == 0) return Agreement::unknown;
  return a.substr(0, known) == b.substr(0, known) ? Agreement::yes : Agreement::no;
}

/// Names of one body: "Sở Tư pháp" and "Sở Tư pháp tỉnh Lạng Sơn", "Bộ trưởng Bộ Nội vụ" and "Bộ
/// Nội vụ".
Agreement issuers_agree(const std::string& cited, const std::vector<std::string>& issuers) {
  if (cited.empty() || issuers.empty()) return Agreement::unknown;
  const std::string wanted = text::fold(cited);
  for (const std::string& issuer : issuers) {
    const std::string name = text::fold(issuer);
    if (!name.empty() && (name.find(wanted) != name.npos || wanted.find(name) != wanted.npos))
      return Agreement::yes;
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
  const Agreement issuer = issuers_agree(citation.issuer, act.issuers);
  // "theo Quyết định của UBND" may be printed of its chairman: a whole date weighs more than the
  // name.
  if (date == Agreement::yes && citation.date.size() == 10 && act.issued_date.size() == 10)
    return true;
  if (date == Agreement::no || issuer == Agreement::no) return false;
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
