#include "search/facets.hh"

#include <algorithm>
#include <utility>

namespace sohoa::search {

void FacetTally::add(std::string_view packed, std::size_t times) {
  const auto values = schema::unpack_facets(packed);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    if (const auto known = counts_[i].find(values[i]); known != counts_[i].end()) known->second += times;
    else counts_[i].emplace(values[i], times);
  }
}

void FacetTally::add(const FacetTally& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i)
    for (const auto& [value, count] : other.counts_[i]) counts_[i][value] += count;
}

std::vector<FacetCounts> FacetTally::counts(std::size_t most) const {
  constexpr std::array<const char*, schema::kFacets.size()> kNames{"type", "issuer", "year", "dossier", "status"};
  std::vector<FacetCounts> out;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    std::vector<std::pair<std::string_view, std::size_t>> values(counts_[i].begin(), counts_[i].end());
    const auto kept = values.begin() + static_cast<std::ptrdiff_t>(std::min(most, values.size()));
    std::ranges::partial_sort(values, kept, [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    out.push_back({kNames[i], {values.begin(), kept}});
  }
  return out;
}

void FacetSpy::operator()(const Xapian::Document& match, double) { seen_.add(match.get_value(schema::kFacetSlot), 1); }

FacetTally FacetSpy::tally() {
  for (auto packed = values_begin(); packed != values_end(); ++packed) seen_.add(*packed, packed.get_termfreq());
  return std::move(seen_);
}

}  // namespace sohoa::search
