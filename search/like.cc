#include "search/like.hh"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

using Xapian::Query;

constexpr std::size_t kTellingWords = 40;
constexpr double kSharedCitation = 3.0, kCitesEachOther = 10.0;

struct Telling {
  double worth;
  std::string term;
};

Query scaled(double weight, std::string term) { return {Query::OP_SCALE_WEIGHT, Query(std::move(term)), weight}; }

}  // namespace

Query like_query(const Xapian::Database& index, std::string_view id) {
  const std::string id_term = schema::id_term(id);
  const auto posting = index.postlist_begin(id_term);
  if (posting == index.postlist_end(id_term)) return {};
  const std::string pair(schema::kPair), cites = std::string(schema::kCites) + "=", number = std::string(schema::kNumber) + "=";
  const double size = index.get_doccount();
  std::vector<Telling> pairs;
  std::vector<Query> any;
  for (auto i = index.termlist_begin(*posting); i != index.termlist_end(*posting); ++i) {
    const std::string term = *i;
    const std::string key = term.substr(std::min(term.find('=') + 1, term.size()));
    if (term.starts_with(cites)) {
      any.push_back(scaled(kSharedCitation, term));
      any.push_back(scaled(kCitesEachOther, number + key));
    } else if (term.starts_with(number)) {
      any.push_back(scaled(kCitesEachOther, cites + key));
    } else if (term.starts_with(pair) && term.find(' ') != std::string::npos && i.get_termfreq() > 1) {
      pairs.push_back({std::log1p(i.get_wdf()) * std::log(size / static_cast<double>(i.get_termfreq())), term});
    }
  }
  const std::size_t most = std::min(pairs.size(), kTellingWords);
  std::ranges::partial_sort(pairs, pairs.begin() + static_cast<std::ptrdiff_t>(most),
                            [](const Telling& a, const Telling& b) { return a.worth != b.worth ? a.worth > b.worth : a.term < b.term; });
  for (std::size_t k = 0; k < most; ++k)
    if (pairs[k].worth > 0.0) any.emplace_back(pairs[k].term);
  return {Query::OP_AND_NOT, Query(Query::OP_OR, any.begin(), any.end()), Query(id_term)};
}

}  // namespace sohoa::search
