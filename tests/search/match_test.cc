#include "search/match.hh"

#include <fmt/format.h>

#include "tests/search/searched.hh"

namespace sohoa::search {
namespace {

class InHalves : public Searched {
 protected:
  static std::string shown(Matches matches) {
    std::string out = fmt::format("{} ({} to {}) best {:.4f}:", matches.estimated, matches.at_least, matches.at_most, matches.best_weight);
    for (const MatchedDocument& match : matches.best) out += fmt::format(" {} {:.4f}", match.id, match.weight);
    for (const FacetCounts& facet : matches.facets.counts(5))
      for (const auto& [value, count] : facet.values) out += fmt::format(" {}={}", value, count);
    return out;
  }
};

TEST_F(InHalves, TheAnswerIsThatOfOneThread) {
  std::vector<Document> documents;
  for (int i = 0; i < 90; ++i)
    documents.push_back(document_of({fmt::format("d{:02}", i), "", fmt::format("20{:02}-01-02", 10 + i % 5), i % 3 ? "Quyết định" : "Kế hoạch", "", "", "",
                                     i % 2 ? "hoso01" : "hoso02", {fmt::format("số hóa{} tài liệu {}", i % 7 ? "" : " số hóa", i)}, {}}));
  index(documents);
  const Xapian::Database one(folder_.path().string()), again(folder_.path().string());
  for (const char* word : {"Zhoa", "Ztai", "Z17", "Zkhong"})
    for (const Xapian::doccount exact : {0U, 20U, 1'000U}) {
      const MatchWish wish{Xapian::Query(word), true, HitOrder::relevance, 10, exact, true};
      const Matches whole = matches_of(one, nullptr, wish), halves = matches_of(one, &again, wish);
      if (exact == 1'000U) {
        EXPECT_EQ(shown(halves), shown(whole)) << word;
      }
      EXPECT_EQ(halves.best.size(), whole.best.size()) << word;
      EXPECT_GE(halves.at_least, std::min<std::size_t>(exact, whole.at_most)) << word;
      for (std::size_t i = 0; i < whole.best.size(); ++i) EXPECT_EQ(halves.best[i].id, whole.best[i].id) << word << i;
    }
}

}  // namespace
}  // namespace sohoa::search
