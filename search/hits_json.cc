#include "search/hits_json.hh"

#include <cmath>

namespace sohoa::search {

Json to_json(const Hit& hit, bool whole) {
  Json out{{"id", hit.id}, {"path", hit.path}, {"score", std::round(hit.score * 1e4) / 1e4}, {"number", hit.number},
           {"issued_date", hit.issued_date}, {"subject", hit.subject}, {"snippet", marked(hit.snippet, "«", "»")}};
  for (const char* key : {"number", "issued_date", "subject"})
    if (out[key].get<std::string>().empty()) out[key] = nullptr;
  if (whole) {
    out["type"] = hit.type;
    out["issuer"] = hit.issuer;
    out["dossier"] = hit.dossier;
  }
  out["page"] = hit.snippet.page;
  if (hit.place > 0) out["place"] = hit.place;
  if (hit.cited_by > 0) out["cited_by"] = hit.cited_by;
  if (!hit.review.empty()) out["review"] = hit.review;
  return out;
}

Json to_json(const std::string& query, const Hits& found, bool whole) {
  Json out{{"query", query}, {"total", found.total}};
  if (!found.total_exact) out["about"] = true;
  if (!found.note.empty()) out["note"] = found.note;
  if (!found.suggestion.empty()) out["suggestion"] = found.suggestion;
  if (found.withheld > 0) out["withheld"] = found.withheld;
  if (whole) out["understood"] = {{"query", found.query}, {"parts", found.explained}};
  for (const FacetCounts& facet : found.facets)
    for (const auto& [value, count] : facet.values) out["facets"][facet.name].push_back({{"value", value}, {"count", count}});
  out["hits"] = Json::array();
  for (const Hit& hit : found.hits) out["hits"].push_back(to_json(hit, whole));
  return out;
}

}  // namespace sohoa::search
