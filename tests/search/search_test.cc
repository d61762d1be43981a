#include "search/search.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/search/searched.hh"

namespace sohoa::search {
namespace {

class Search : public Searched {
 protected:
  void SetUp() override {
    std::vector<Document> documents;
    for (const Sample& sample : samples()) documents.push_back(document_of(sample));
    index(documents);
  }
};

struct Row {
  const char *query, *ids;
};

TEST_F(Search, MarksDecidePerWord) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"cắt", "d1"}, {"cat", "d1"}, {"cát", ""}, {"CẮT giam", "d1"},
           {"đinh", "d4"}, {"phuong đinh", "d4"},
           {"hòa giải", "d1"}, {"hoà giải", "d1"}, {"hoa giai", "d1"},
           {"kỹ thuật", "d5"}, {"kĩ thuật", "d5"}, {"thủy lợi", "d5"}, {"Thuỷ lợi", "d5"}, {"Ðiện ảnh", "d5"}, {"điê\u0323n ảnh", "d5"},
           {"quyêt thơi hạn cắt", "d1"},
           {"nắng", "d4"}, {"năng", "d4"}, {"nặng", ""}, {"nang", "d4"}})
    EXPECT_EQ(ids(query), expected) << query;
}

TEST_F(Search, HighlightsWhatWasFound) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"cat giam", "«cắt giảm»"}, {"\"cat giam\"", "«cắt giảm»"}, {"\"cắt giam\"", "«cắt giảm»"},
           {"1040/qd-ubnd cắt", "«1040/QĐ-UBND»"}, {"hoà giải", "«hoà giải»"}}) {
    const Hits hits = ask(query);
    ASSERT_FALSE(hits.hits.empty()) << query;
    EXPECT_EQ(hits.hits.front().id, "d1") << query;
    std::string text = marked(hits.hits.front().snippet, "«", "»");
    if (const auto at = text.find("«Cắt"); at != std::string::npos) text.replace(at, 6, "«cắ");
    EXPECT_NE(text.find(expected), std::string::npos) << query << ": " << text;
  }
  EXPECT_EQ(ask("hoà giải").hits.front().snippet.page, 2);
}

TEST_F(Search, PhrasesStandTogether) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"\"giảm thời hạn\"", "d1 d2"}, {"\"giam thoi han\"", "d1 d2"}, {"\"cắt thời hạn\"", ""}, {"\"hạn thời\"", ""},
           {"\"đường Dương\"", "d4"}, {"\"duong đường\"", ""}, {"\"tuyen duong\"", "d4"}, {"\"tuyến dương\"", ""}}) {
    const Hits hits = ask(query);
    std::vector<std::string> found;
    for (const Hit& hit : hits.hits) found.push_back(hit.id);
    std::ranges::sort(found);
    std::string text;
    for (const std::string& id : found) text += (text.empty() ? "" : " ") + id;
    EXPECT_EQ(text, expected) << query;
  }
}

TEST_F(Search, NumbersFirstThenThoseThatCiteThem) {
  for (const char* query : {"1040/QĐ-UBND", "1040/qd-ubnd", "1040 qd ubnd", "so 1040", "số 1040", "1040", "1040/QD-UBND", "qd 1040", "QĐ 1040/", "1O40/QĐ-UBND",
                            "Số: 1040 /QĐ - UBND", "qd 1040 cat giam thoi han", "1040/QĐ-UBND cắt giảm"})
    EXPECT_EQ(ids(query).substr(0, 2), "d1") << query;
  EXPECT_EQ(ids("1040/QĐ-UBND"), "d1 d2");
  EXPECT_EQ(ids("số:1040"), "d1");
  EXPECT_EQ(ids("số:1041/QĐ-UBND"), "d3");
  EXPECT_EQ(ids("citing:1040/QĐ-UBND"), "d2");
  EXPECT_EQ(ids("viện dẫn:63/2010/NĐ-CP"), "d1");
}

TEST_F(Search, Filters) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"loại:quyết định", "d1 d3"}, {"loai:quyet dinh cat", "d1"}, {"type:QĐ", "d1 d3"}, {"loại:\"kế hoạch\"", "d2"},
           {"cơ quan:sở tư pháp", "d2"}, {"issuer:\"tư pháp\"", "d2"}, {"năm:2025", "d2 d1 d4"}, {"năm:2023..2024", "d3 d5"},
           {"ngày:2025-01..2025-03", "d1 d4"}, {"ngày:15/3/2025", "d1"}, {"ngày:<2024", "d5"}, {"hồ sơ:hoso02", "d4 d3"},
           {"giảm -loại:quyết định", "d2"}, {"giam -\"kế hoạch\"", "d1"}, {"loại:kế hoạch OR loại:thông báo", "d2 d4"},
           {"loại:không có", ""}})
    EXPECT_EQ(ids(query), expected) << query;
  EXPECT_EQ(ids("giao", {10, 0, {{"year", "2024"}}}), "d3");
  EXPECT_EQ(ids("", {10, 0, {{"type", "Quyết định"}, {"dossier", "hoso02"}}}), "d3");
  EXPECT_EQ(ids("năm:2025", {1, 1, {}}), "d1");
}

/// The type, the issuer, the signer, the year or the day of a document name it: it stands before those that speak of such.
TEST_F(Search, WhatADocumentIsComesBeforeWhatItSpeaksOf) {
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  Document letter = document_of({"letter", "311/SYT-NV", "2025-03-20", "Công văn", "", "Sở Y tế", "", "hoso09", {"Kính gửi các đơn vị của ngành, ngày này"}, {}});
  letter.fields[FieldId::signer].values = {"Đinh Văn Sông"};
  ASSERT_TRUE(writer->put(letter));
  const std::string filler = " Các đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả đúng hạn và đầy đủ theo quy định hiện hành của pháp luật, không để chậm trễ.";
  for (const char* id : {"s1", "s2"})
    ASSERT_TRUE(writer->put(document_of({id, "", "2024-03-21", "Báo cáo", "BC", "Văn phòng", "", "hoso09",
                                         {"Nhận Công văn số 311/SYT-NV ngày 20/3/2025 của Sở Y tế." + filler + " Ông Đinh Văn Sông phát biểu." + filler}, {}})));
  ASSERT_TRUE(writer->commit());
  for (const char* query : {"công văn sở y tế", "cong van so y te", "công văn của sở y tế năm 2025", "công văn 311", "công văn số 311", "cv syt", "công văn ngày 20/3/2025",
                            "Đinh Văn Sông"})
    EXPECT_TRUE(ids(query).starts_with("letter")) << query << ": " << ids(query);
}

TEST_F(Search, SomeOfTheWordsWhenNoneHasAll) {
  const Hits hits = ask("cắt giảm đinh");
  EXPECT_GE(hits.hits.size(), 2U);
  EXPECT_FALSE(hits.note.empty());
  EXPECT_TRUE(ask("cắt giảm").note.empty());
  EXPECT_NE(ask("cắt xyzt").note.find("xyzt"), std::string::npos);
  EXPECT_FALSE(ask("năm:nào").note.empty());
  EXPECT_FALSE(ask("").note.empty());
}

TEST_F(Search, AnyBytesAreAnswered) {
  std::mt19937 random(2);
  const std::vector<std::string> pieces{" ", "\"", "-", ":", " OR ", "loại:", "số:", "ngày:", "..", "1040", "/", "QĐ", "quyêt", "\xff", "giảm ", "\"giam thoi\"",
                                        std::string(1, '\0'), "2025", "cơ quan:sở", "an", "*", "citing:", "gtgt ", "stp ", "cv ", "15/3/2025 ", "thời hạn ", "kế hoạch "};
  for (int round = 0; round < 3'000; ++round) {
    std::string query;
    for (std::size_t left = random() % 10; left > 0; --left)
      query += random() % 4 == 0 ? std::string(1, static_cast<char>(random() % 256)) : pieces[random() % pieces.size()];
    const auto hits = searcher_->search(query);
    ASSERT_TRUE(hits) << testing::PrintToString(query) << hits.error().message;
  }
  EXPECT_TRUE(searcher_->search(std::string(1'000'000, 'x')));
}

TEST_F(Search, SeesWhatIsWrittenMeanwhile) {
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  Sample sample = samples().front();
  for (int i = 0; i < 5; ++i) {
    sample.id = "new" + std::to_string(i);
    sample.pages = {"chuồn chuồn " + std::to_string(i)};
    ASSERT_TRUE(writer->put(document_of(sample)));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(ask("chuồn").total, static_cast<std::size_t>(i + 1));
  }
}

TEST(Searcher, WithoutAnIndexSaysSo) {
  const auto none = Searcher::open({"/nonexistent/index"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::no_archive);
  const TemporaryFolder folder;
  EXPECT_FALSE(Searcher::open({folder.path().string()}));
}

}  // namespace
}  // namespace sohoa::search
