#include <gtest/gtest.h>

#include <fstream>

#include "core/data_files.hh"
#include "search/light.hh"
#include "search/query_tree.hh"
#include "search/saved.hh"
#include "search/telex.hh"
#include "tests/search/searched.hh"

namespace sohoa::search {
namespace {

struct Row {
  const char *input, *expected;
};

class Answers : public Searched {
 protected:
  void SetUp() override {
    std::vector<Document> documents;
    for (const Sample& sample : samples()) documents.push_back(document_of(sample));
    documents[0].deadlines.resize(2);
    documents[0].deadlines[0].date = "2025-06-30";
    documents[0].deadlines[1].kind = DeadlineKind::period;
    documents[0].deadlines[1].end = "2025-09-15";
    documents[1].fields[FieldId::issuer].status = Status::review;
    documents[2].fields[FieldId::effective_date].values = {"2025-01-01"};
    Field& mark = documents[3].fields[FieldId::secrecy];
    mark.values = {"Mật"};
    mark.status = Status::review;
    index(documents);
  }

  std::string facet(const Hits& found, const std::string& name) {
    std::string out;
    for (const FacetCounts& facet : found.facets)
      if (facet.name == name)
        for (const auto& [value, count] : facet.values) out += value + " " + std::to_string(count) + ";";
    return out;
  }
};

TEST_F(Answers, DatesThatADocumentHasSeveralOf) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"hạn:2025-06", "d1"}, {"han:<2025-06-01", ""}, {"hạn:<2025-07", "d1"}, {"deadline:15/9/2025", "d1"}, {"hạn:>2025-09-15", ""},
           {"hạn:2025-07..2025-12", "d1"}, {"hiệu lực:2025", "d3"}, {"effective:<2025", ""}})
    EXPECT_EQ(ids(query), expected) << query;
}

TEST_F(Answers, Facets) {
  Options options;
  options.facets = true;
  const Hits found = ask("\"thời hạn\" OR \"dự toán\"", options);
  EXPECT_TRUE(found.total_exact);
  EXPECT_EQ(facet(found, "type"), "Quyết định 2;Kế hoạch 1;");
  EXPECT_EQ(facet(found, "year"), "2025 2;2024 1;");
  EXPECT_EQ(facet(found, "dossier"), "hoso01 2;hoso02 1;");
  EXPECT_EQ(facet(found, "status"), "accepted 2;review 1;");
  EXPECT_EQ(ids("trạng thái:\"cần xem\""), "d2");
  EXPECT_EQ(ids("status:review"), "d2");
}

TEST_F(Answers, Orders) {
  const auto in_order = [&](HitOrder order) {
    Options options;
    options.order = order;
    return ids("giảm OR giao OR điện", options);
  };
  EXPECT_EQ(in_order(HitOrder::newest), "d2 d1 d3 d5");
  EXPECT_EQ(in_order(HitOrder::oldest), "d5 d3 d1 d2");
  EXPECT_EQ(in_order(HitOrder::number), "d2 d1 d3 d5");
}

TEST_F(Answers, PagesOfAnAnswerFitTogether) {
  const std::string all = ids("thời hạn giảm");
  Options options;
  options.limit = 1;
  std::string joined = ids("thời hạn giảm", options);
  options.offset = 1;
  joined += " " + ids("thời hạn giảm", options);
  EXPECT_EQ(joined, all);
  options.offset = 1000;
  EXPECT_EQ(ids("thời hạn giảm", options), "");
}

TEST_F(Answers, SecretDocumentsAreKeptOutAndCounted) {
  EXPECT_EQ(ids("Dương"), "");
  EXPECT_EQ(ask("thời hạn").withheld, 1U);
  const TemporaryFolder other;
  auto writer = IndexWriter::open(other.path(), true);
  ASSERT_TRUE(writer);
  Document document = document_of(samples()[3]);
  document.fields[FieldId::secrecy].values = {"Mật"};
  document.fields[FieldId::secrecy].status = Status::accepted;
  ASSERT_TRUE(writer->put(document));
  ASSERT_TRUE(writer->commit());
  auto searcher = Searcher::open({other.path().string()});
  ASSERT_TRUE(searcher);
  EXPECT_EQ(searcher->size(), 1U);
  EXPECT_EQ(searcher->withheld(), 0U);
}

TEST_F(Answers, SecretDocumentsAreNotRelatedToAny) {
  EXPECT_EQ(searcher_->like("d4").error().code, ErrorCode::not_found);
  for (const char* id : {"d1", "d2", "d3"}) {
    const auto related = searcher_->like(id);
    ASSERT_TRUE(related);
    for (const Hit& hit : related->hits) EXPECT_NE(hit.id, "d4") << id;
  }
  EXPECT_TRUE(searcher_->complete("dươn")->empty());  // a word that only the secret document has
}

TEST_F(Answers, SecrecyMayChange) {
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  Document document = document_of(samples()[0]);
  document.fields[FieldId::secrecy].values = {"Tối mật"};
  document.fields[FieldId::secrecy].status = Status::accepted;
  ASSERT_TRUE(writer->put(document));
  ASSERT_TRUE(writer->put(document_of(samples()[3])));
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(ids("cắt giảm"), "d2");
  EXPECT_EQ(ids("Dương"), "d4");
  EXPECT_EQ(searcher_->withheld(), 1U);
}

TEST_F(Answers, DidYouMean) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"quyeets ddinhj", "quyết định"}, {"quye6t1 d9inh5", "quyết định"}, {"thoi hann", "thoi han"}, {"cawts giamr", "cắt giảm"},
           {"quyet dinh", ""}, {"quyet dimh", "quyet dinh"}, {"xyzt", ""}})
    EXPECT_EQ(ask(query).suggestion, expected) << query;
}

TEST_F(Answers, NoiseIsNeverSuggested) {
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  Sample noise = samples()[4];
  noise.id = "noise";
  noise.pages = {"thuc giảin"};
  Document document = document_of(noise);
  for (Word& word : document.pages[0].words) word.confidence = 0.4;
  ASSERT_TRUE(writer->put(document));
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(ask("giainn").suggestion, "");
}

TEST_F(Answers, WhatIsBeingTyped) {
  for (const auto& [typed, first] : std::initializer_list<Row>{
           {"quye", "quyết"}, {"quyết đ", ""}, {"quyết đị", "quyết định"}, {"cat giam tho", "cat giam thời"}, {"104", "1040/QD-UBND"},
           {"1041/q", "1041/QD-UBND"}, {"xyz", ""}, {"giảm ", ""}, {"", ""}, {"q", ""}, {"\xff", ""}}) {
    const auto found = searcher_->complete(typed);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->empty() ? "" : found->front(), first) << typed;
  }
  EXPECT_EQ(searcher_->complete("th", 2)->size(), 2U);
}

TEST_F(Answers, FileNames) {
  for (const char* query : {"tệp:d2", "file:d2.pdf", "d2.pdf", "tep:\"d2 pdf\""}) EXPECT_EQ(ids(query), "d2") << query;
  EXPECT_EQ(ids("d3"), "d3");  // in no text, but the name of a file
  EXPECT_EQ(ids("none.pdf"), "");
  EXPECT_NE(ask("none.pdf").note, "");
}

TEST_F(Answers, AFilterThatIsNotUnderstoodHidesAllAndSaysWhy) {
  for (const char* query : {"ngày:mai thời hạn", "thời hạn năm:x", "hạn:\"30 tháng\""}) {
    EXPECT_EQ(ids(query), "") << query;
    EXPECT_NE(ask(query).note, "") << query;
  }
  Options options;
  options.filters = {{"colour", "red"}};
  EXPECT_NE(ask("thời hạn", options).note, "");
}

TEST_F(Answers, AnEmptyAnswerHasAReason) {
  for (const char* query : {"năm:2025 loại:\"kế hoạch\" số:1041", "năm:1999", "\"giảm cắt\"", "xyzzy", "-thời -hạn -của", "", "loại:x"}) {
    const Hits found = ask(query);
    EXPECT_TRUE(!found.hits.empty() || !found.note.empty()) << query;
  }
}

TEST_F(Answers, AnEmptyAnswerSaysWhatThereIs) {
  for (const auto& [query, note] : std::initializer_list<Row>{
           {"năm:2025 loại:\"kế hoạch\" số:1041", "no document has all of this together; one by one: year:\"2025\" 2, type:\"kế hoạch\" 1, number:\"1041\" 1"},
           {"năm:1999", "no document has year:\"1999\""},
           {"\"giảm cắt\"", "no document has \"giảm cắt\""},
           {"cắt giảm năm:2023", "no document has all of this together; one by one: cắt giảm 1, year:\"2023\" 1"},
           {"loại:x", "no document has “x” as Type"}})
    EXPECT_EQ(ask(query).note, note) << query;
}

TEST_F(Answers, SaysHowItUnderstood) {
  Options options;
  options.explain = true;
  const Hits found = ask("cat \"thời hạn\" 1040/QĐ-UBND loại:\"quyết định\" ngày:2025-01..2025-03 -dự", options);
  ASSERT_EQ(found.explained.size(), 6U);
  EXPECT_NE(found.explained[0].find("cắt"), std::string::npos) << found.explained[0];
  EXPECT_NE(found.explained[4].find("2025-01 … 2025-03"), std::string::npos) << found.explained[4];
  for (const auto& [query, part] : std::initializer_list<Row>{
           {"loại:qđ", "Type: “qđ” or “Quyết định”"}, {"năm:2025", "Year: 2025"}, {"người ký:x OR chức vụ:x", "Signer: “x” or Signer's title: “x”"},
           {"1040qđ", "document numbers with 1040 qđ: their documents, then those that cite one"},
           {"1040QĐUBND", "the document number 1040 qd ubnd: the document, then the 1 that cite it"}})
    EXPECT_EQ(ask(query, options).explained.at(0), part) << query;
}

TEST_F(Answers, RelatedDocumentsShareCitationsAndWords) {
  const auto found = searcher_->like("d1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hits.front().id, "d2");  // cites it
  for (const Hit& hit : found->hits) EXPECT_NE(hit.id, "d1");
  ASSERT_FALSE(searcher_->like("nothing"));
  EXPECT_EQ(searcher_->like("nothing").error().code, ErrorCode::not_found);
}

TEST_F(Answers, SeveralPlacesAtOnce) {
  const TemporaryFolder other;
  {
    auto writer = IndexWriter::open(other.path());
    ASSERT_TRUE(writer);
    Sample sample = samples()[0];
    sample.id = "far";
    ASSERT_TRUE(writer->put(document_of(sample)));
    ASSERT_TRUE(writer->commit());
  }
  auto searcher = Searcher::open({folder_.path().string(), other.path().string()});
  ASSERT_TRUE(searcher);
  const auto found = searcher->search("cắt giảm");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->hits.size(), 2U);
  for (const Hit& hit : found->hits) EXPECT_EQ(hit.place, hit.id == "far" ? 1U : 0U);
  EXPECT_EQ(found->withheld, 1U);
  for (const char* bad : {"tcp:", "tcp:host", "tcp:host:", "tcp:host:99999", "tcp:localhost:x"}) {
    const auto none = Searcher::open({bad});
    ASSERT_FALSE(none) << bad;
    EXPECT_EQ(none.error().code, ErrorCode::usage) << bad;
  }
}

TEST_F(Answers, WordsCloseTogetherComeFirst) {
  auto writer = IndexWriter::open(folder_.path());
  ASSERT_TRUE(writer);
  for (const char* id : {"near", "far"}) {
    Sample sample = samples()[4];
    sample.id = id;
    const std::string filler = " một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười ";
    const std::string apart = sample.id == "far" ? filler : " ", behind = sample.id == "far" ? " " : filler;
    sample.pages = {"voi" + apart + "chuối" + behind + "hết"};
    ASSERT_TRUE(writer->put(document_of(sample)));
  }
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(ids("chuối voi"), "near far");
}

using Abbreviated = Searched;

TEST_F(Abbreviated, WordsMeetTheirLongForms) {
  const auto document = [](const char* id, const char* text) { return document_of({id, "", "", "", "", "", "", "", {text}, {}}); };
  index({document("long", "Kê khai thuế giá trị gia tăng của hợp tác xã"), document("short", "Kê khai thuế GTGT quý này"),
         document("apart", "Giá đất gia đình tăng trị số thuế")});
  EXPECT_EQ(ids("thuế gtgt kê khai"), "short long");
  EXPECT_EQ(ids("GTGT hợp tác"), "long");
  EXPECT_EQ(ask("gtgt").note, "");
  const Hits found = ask("htx");  // no text has it but in its long form
  ASSERT_EQ(ids(found), "long");
  EXPECT_EQ(found.hits.front().snippet.found.size(), 1U);
  EXPECT_EQ(print(parse_query("gtgt").tree), "gtgt");
}

TEST_F(Abbreviated, FiltersMeetTheirLongForms) {
  const auto document = [](const char* id, const char* type, const char* code, const char* issuer, const char* full) {
    Document out = document_of({id, "", "2025-03-15", type, code, issuer, "", "hoso01", {"Nội dung về hạn"}, {}});
    out.fields[FieldId::issuer].extra["full"] = full;
    return out;
  };
  index({document("ubnd", "Quyết định", "QĐ", "Ủy ban nhân dân tỉnh Nam Sông", ""), document("ward", "Kế hoạch", "KH", "Ủy ban nhân dân phường Đông", ""),
         document("stp", "Công văn", "", "Sở Tư pháp", "Sở Tư pháp tỉnh Nam Sông"), document("nnmt", "Quyết định", "QĐ", "Sở Nông nghiệp và Môi trường", ""),
         document("gddt", "Kế hoạch", "KH", "Phòng Giáo dục và Đào tạo", ""), document("rule", "Quy định", "QyĐ", "Bộ Tư pháp", "")});
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"cơ quan:\"ubnd tỉnh\"", "ubnd"}, {"cơ quan:ubnd tỉnh", "ubnd"}, {"co quan:UBND tinh nam song", "ubnd"}, {"cơ quan ban hành:\"ubnd phường đông\"", "ward"},
           {"cơ quan:stp", "stp"}, {"cơ quan:STP hạn", "stp"}, {"cơ quan:btp", "rule"}, {"cơ quan:nnmt", "nnmt"}, {"cơ quan:snnmt", "nnmt"},
           {"cơ quan:\"sở nnmt\"", "nnmt"}, {"cơ quan:sở nnmt", "nnmt"}, {"cơ quan:\"phòng GD&ĐT\"", "gddt"}, {"cơ quan:\"phòng gd-đt\"", "gddt"},
           {"loại:qđ", "ubnd nnmt"}, {"loại:kh cơ quan:ubnd", "ward"}, {"loại:cv", "stp"}, {"loai:qd -cơ quan:snnmt", "ubnd"}})
    EXPECT_EQ(ids(query), expected) << query;
  EXPECT_EQ(ids("", {10, 0, {{"issuer", "stp"}}}), "stp");
  EXPECT_EQ(ask("cơ quan:stp").note, "");
  EXPECT_EQ(ask("cơ quan:syt").note, "no document has “syt” as Issuer");
}

TEST(Telex, BothInputMethods) {
  for (const auto& [keys, expected] : std::initializer_list<Row>{
           {"quyeets", "quyết"}, {"ddinhj", "định"}, {"dduwowngf", "đường"}, {"nuwowcs", "nước"}, {"hoaf", "hòa"}, {"quys", "quý"},
           {"gias", "giá"}, {"Thuyr", "thủy"}, {"nghieepj", "nghiệp"}, {"ddaats", "đất"}, {"hawngf", "hằng"}, {"nguwowif", "người"},
           {"quye6t1", "quyết"}, {"d9inh5", "định"}, {"d9u7o7ng2", "đường"}, {"nu7o7c1", "nước"}, {"ha8ng2", "hằng"}, {"hoa2", "hòa"},
           {"xin", ""}, {"1040", ""}, {"qwrtz", ""}, {"", ""}, {"đất", ""}, {"sssssssssssssssssssss", ""}, {"s", ""}, {"w", "ư"}})
    EXPECT_EQ(as_telex(keys), expected) << keys;
}

TEST(Succession, FromTheDayOnThatTheLawSays) {
  const auto succession = Succession::load(data_folder());
  ASSERT_TRUE(succession) << succession.error().message;
  EXPECT_EQ(succession->former("Quảng Ngãi", "2025-07-01"), std::vector<std::string>{"Kon Tum"});
  EXPECT_TRUE(succession->former("Quảng Ngãi", "2025-06-30").empty());
  EXPECT_TRUE(succession->former("Kon Tum", "2025-07-01").empty());
  EXPECT_EQ(succession->former("Bộ Nông nghiệp và Môi trường", "2025-03-01").size(), 2U);
  std::vector<std::string> notes;
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"cơ quan:\"UBND tỉnh Quảng Ngãi\"", "issuer:\"UBND tỉnh Quảng Ngãi\" OR issuer:\"UBND tỉnh Kon Tum\""},
           {"rừng quang ngai", "rừng \"quang ngai\" OR \"Kon Tum\""},
           {"\"sở y tế quảng ngãi\"", "\"sở y tế quảng ngãi\" OR \"sở y tế Kon Tum\""},
           {"rừng Kon Tum", "rừng Kon Tum"}, {"-\"Quảng Ngãi\" rừng", "-\"Quảng Ngãi\" rừng"}})
    EXPECT_EQ(print(succession->with_former(parse_query(query).tree, "2025-07-01", notes)), expected) << query;
  EXPECT_EQ(notes.size(), 3U);
}

TEST(Boxes, OneARowOfFoundWords) {
  Page page = page_of(1, "Căn cứ Quyết định\nsố 5\n\nQuyết định");
  int x = 0;
  for (Word& word : page.words) word.box = Box{x, word.line * 50, x + 80, word.line * 50 + 40}, x += 100;
  const std::string text = text_of(page);
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const char* word : {"Quyết", "định", "số"}) {
    const std::size_t at = text.find(word);
    found.emplace_back(at, at + std::string(word).size());
  }
  const std::vector<Box> boxes = boxes_of(page, found);
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_EQ(boxes[0], (Box{200, 0, 380, 40}));
  EXPECT_EQ(boxes[1], (Box{400, 50, 480, 90}));
  EXPECT_TRUE(boxes_of(page_of(1, "a b"), {{0, 1}}).empty());
  EXPECT_TRUE(boxes_of(Page{}, {{0, 100}}).empty());
}

TEST(SavedSearch, ComesBackAsItWas) {
  const TemporaryFolder folder;
  const SavedSearch search{"Hạn quý 2", "hạn:2025-04..2025-06", {{"type", "Kế hoạch"}}, {"a", "b"}};
  ASSERT_TRUE(save_search(folder.path() / "searches", search));
  EXPECT_EQ(saved_searches(folder.path() / "searches"), std::vector<std::string>{"Hạn quý 2"});
  const auto again = load_search(folder.path() / "searches", "Hạn quý 2");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->query, search.query);
  EXPECT_EQ(again->filters, search.filters);
  EXPECT_EQ(again->seen, search.seen);
  for (const char* name : {"", "..", "../x", "a/b", "a.b", "-"})
    EXPECT_FALSE(save_search(folder.path(), {name, "", {}, {}})) << name;
  EXPECT_EQ(load_search(folder.path(), "none").error().code, ErrorCode::not_found);
  std::ofstream(folder.path() / "bad.json") << "{";
  EXPECT_EQ(load_search(folder.path(), "bad").error().code, ErrorCode::bad_data);
}

}  // namespace
}  // namespace sohoa::search
