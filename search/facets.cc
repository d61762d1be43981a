#include "search/facets.hh"

#include <algorithm>
#include <map>

namespace sohoa::search {

std::vector<FacetCounts> FacetSpy::counts(std::size_t most) const {
  constexpr std::array<const char*, schema::kFacets.size()> kNames{"type", "issuer", "year", "dossier", "status"};
  std::array<std::map<std::string, std::size_t>, schema::kFacets.size()> by_value;
  for (auto packed = values_begin(); packed != values_end(); ++packed) {
    const auto values = schema::unpack_facets(*packed);
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!values[i].empty()) by_value[i][values[i]] += packed.get_termfreq();
  }
  std::vector<FacetCounts> out;
  for (std::size_t i = 0; i < by_value.size(); ++i) {
    FacetCounts facet{kNames[i], {by_value[i].begin(), by_value[i].end()}};
    std::ranges::stable_sort(facet.values, [](const auto& a, const auto& b) { return a.second > b.second; });
    if (facet.values.size() > most) facet.values.resize(most);
    out.push_back(std::move(facet));
  }
  return out;
}

}  // namespace sohoa::search
