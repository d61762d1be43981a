#include "report/hit_rows.hh"

#include "core/field_table.hh"
#include "core/language.hh"
#include "core/names.hh"

namespace sohoa {

Listing hit_rows(const std::vector<search::Hit>& hits) {
  Listing out{{{"rank", tr("No.")}, {"number", tr("Number"), true}, {"issued_date", tr("Date"), true}, {"type", tr("Type")}, {"issuer", tr("Issuer")},
               {"subject", tr("Subject")}, {"passage", tr("Passage")}, {"dossier", tr("Dossier")}, {"path", tr("File")},
               {"page", tr("Page")}, {"review", tr("To be looked at")}, {"id", "id", true}}, {}};
  const auto cell = [](const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); };
  for (const search::Hit& hit : hits) {
    Json review = Json::array();
    for (const std::string& name : hit.review)
      if (const auto id = field_named(name)) review.push_back(std::string(label(*id)));
    out.rows.push_back({out.rows.size() + 1, cell(hit.number), cell(hit.issued_date), cell(hit.type), cell(hit.issuer), cell(hit.subject),
                        cell(hit.snippet.text), cell(hit.dossier), cell(hit.path), hit.snippet.page, review, hit.id});
  }
  return out;
}

}  // namespace sohoa
