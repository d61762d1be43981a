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

TEST_F(InHalves, NoTotalIsWorseThanThatOfOneThread) {
  std::vector<Document> documents;
  for (int i = 0; i < 400; ++i)
    documents.push_back(document_of({fmt::format("d{:03}", i), "", "2025-01-02", "Quyết định", "", "", "", "hoso01", {i < 340 ? "tài liệu" : "hồ sơ"}, {}}));
  index(documents);
  const Xapian::Database one(folder_.path().string()), again(folder_.path().string());
  for (const char* word : {"Ztai", "Zho", "Zquyet"})
    for (const Xapian::doccount exact : {0U, 40U, 100U}) {
      const MatchWish wish{Xapian::Query(word), true, HitOrder::relevance, 10, exact, false};
      const Matches whole = matches_of(one, nullptr, wish), halves = matches_of(one, &again, wish);
      EXPECT_EQ(halves.estimated, whole.estimated) << word << exact;
      EXPECT_LE(halves.at_most, whole.at_most) << word << exact;
      EXPECT_GE(halves.at_least, std::min(whole.at_least, static_cast<std::size_t>(exact))) << word << exact;
    }
}

/// Whole questions, in an index with gaps where documents were.
TEST_F(InHalves, AQuestionIsAnsweredTheSame) {
  std::vector<Document> documents;
  for (int i = 0; i < 120; ++i)
    documents.push_back(document_of({fmt::format("d{:03}", i), fmt::format("{}/QĐ-UBND", i), fmt::format("20{:02}-01-02", 10 + i % 5), i % 3 ? "Quyết định" : "Kế hoạch", i % 3 ? "QĐ" : "KH",
                                     i % 4 ? "Sở Tư pháp" : "Sở Y tế", "", i % 2 ? "hoso01" : "hoso02/a", {fmt::format("số hóa{} tài liệu {} của sở tư pháp", i % 7 ? "" : " số hóa", i)}, {}}));
  index(documents);
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  for (int i = 0; i < 120; i += i < 70 ? 2 : 9) ASSERT_TRUE(writer->remove(fmt::format("d{:03}", i)));
  ASSERT_TRUE(writer->commit());
  auto alone = Searcher::open({folder_.path().string()}, Abbreviations::load(data_folder()).value());
  auto two = Searcher::open({folder_.path().string()}, Abbreviations::load(data_folder()).value(), 1);
  ASSERT_TRUE(alone && two);
  for (const char* query : {"số hóa", "so hoa tai lieu", "số -Kế", "\"số hóa tài liệu\"", "quyết định của sở tư pháp năm 2012 số hóa", "sở y tế tài liệu loại:qđ", "76/QĐ-UBND", "cv stp tài liệu"})
    for (const std::vector<std::string>& dossiers : {std::vector<std::string>{}, {"hoso02"}}) {
      Options options;
      options.scope.dossiers = dossiers;
      options.facets = true;
      const auto expected = alone->search(query, options), found = two->search(query, options);
      ASSERT_TRUE(expected && found) << query;
      EXPECT_EQ(ids(*found), ids(*expected)) << query;
      EXPECT_EQ(found->total, expected->total) << query;
      EXPECT_FALSE(found->hits.empty()) << query;
      for (std::size_t i = 0; i < found->facets.size(); ++i) EXPECT_EQ(found->facets[i].values, expected->facets[i].values) << query;
    }
}

}  // namespace
}  // namespace sohoa::search
