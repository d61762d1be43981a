#include <gtest/gtest.h>

#include "search/near_numbers.hh"
#include "tests/search/searched.hh"

namespace sohoa::search {
namespace {

/// Decisions of one year, and one whose number a person must still look at.
std::vector<Document> numbered() {
  std::vector<Document> out;
  const auto add = [&](const char* id, const char* number, std::vector<std::string> cites, const char* text) -> Document& {
    out.push_back(document_of({id, number, "2025-03-15", "Quyết định", "QĐ", "Ủy ban nhân dân tỉnh Nam Sông", "", "hoso01", {text}, std::move(cites)}));
    return out.back();
  };
  add("n1", "1040/QĐ-UBND", {}, "Về cắt giảm thời hạn");
  add("n2", "1048/QĐ-UBND", {}, "Về giao dự toán");
  add("n3", "30/2020/NĐ-CP", {}, "Về công tác văn thư");
  add("n4", "22/KH-SNV", {"1040/QĐ-UBND"}, "Thực hiện Quyết định số 1040/QĐ-UBND");
  add("n5", "917/QĐ-SYT", {"2250/QĐ-BYT"}, "Thực hiện Quyết định số 2250/QĐ-BYT");
  Document& doubtful = add("n6", "5O7/TB-VP", {}, "Thông báo");
  Field& number = doubtful.fields[FieldId::number];
  number.status = Status::review;
  number.candidates.push_back({"567/TB-VP", "567/TB-VP", 0.4, {}});
  return out;
}

struct Row {
  const char *query, *ids;
};

class Numbers : public Searched {
 protected:
  void SetUp() override { index(numbered()); }
};

TEST_F(Numbers, TheDocumentItselfFirst) {
  for (const auto& [query, expected] : std::initializer_list<Row>{
           {"1040/QĐ-UBND", "n1 n4"}, {"1040", "n1 n4"}, {"so 1040", "n1 n4"}, {"1040 qd ubnd", "n1 n4"}, {"qd 1040", "n1 n4"},
           {"01040/qd ubnd", "n1 n4"}, {"30/2020/ND-CP", "n3"}, {"nd 30/2020", "n3"}, {"2250/QĐ-BYT", "n5"},
           // as people type them: run together, without strokes, in part
           {"1040QĐ-UBND", "n1 n4"}, {"1040QĐ", "n1 n4"}, {"1040qd", "n1 n4"}, {"1040qd-ubnd", "n1 n4"}, {"1040QDUBND", "n1 n4"},
           {"1040 qdubnd", "n1 n4"}, {"1040 qđ", "n1 n4"}, {"1040/qđ", "n1 n4"}, {"1040/QĐUBND", "n1 n4"}, {"1040-QĐ-UBND", "n1 n4"}, {"1040.QĐ.UBND", "n1 n4"},
           {"QĐ1040", "n1 n4"}, {"qđ-ubnd 1040", "n1 n4"}, {"qđ số 1040", "n1 n4"}, {"số 1040/QĐ-UBND", "n1 n4"}, {"1040/QĐ UBND", "n1 n4"},
           {"quyết định 1040", "n1 n4"}, {"quyet dinh so 1040", "n1 n4"}, {"nghị định 30/2020", "n3"}, {"30 2020 nđ cp", "n3"},
           {"1040/QĐ-UBND một điều không ai nói", "n1 n4"}})
    EXPECT_TRUE(ids(query).starts_with(expected)) << query << ": " << ids(query);
}

TEST_F(Numbers, OneLetterWrong) {
  for (const auto& [query, first] : std::initializer_list<Row>{
           {"1040/QĐ-UBMD", "n1"},   // another letter
           {"1040/QD-UBN", "n1"},    // one missing
           {"10400/QĐ-UBND", "n1"},  // one too many
           {"1O4O/QĐ-UBND", "n1"},   // letters for digits
           {"104B/QĐ-UBND", "n2"},
           {"1049/QĐ-UBND", "n1"},   // 9 is misread for 0 and not for 8
           {"30/2O2O/NĐ-CP", "n3"}, {"30/2021/NĐ-CP", "n3"}, {"917/QĐ-S", "n5"}, {"30/2020/N", "n3"}, {"917/QĐ-SVT", "n5"}, {"số:1040/QĐ-UBMD", "n1"}})
    EXPECT_EQ(ids(query).substr(0, 2), first) << query;
  EXPECT_NE(ask("1040/QĐ-UBMD").note.find("1040/QD-UBND"), std::string::npos) << ask("1040/QĐ-UBMD").note;
  EXPECT_EQ(ask("1040/QĐ-UBND").note, "");
  EXPECT_EQ(ids("2250/QĐ-BYT"), "n5");  // cited by its very number: nothing near is wanted
}

TEST_F(Numbers, WhatIsNoNumberStaysWords) {
  Options options;
  options.explain = true;
  for (const char* query : {"năm 2020 UBND", "Điều 30 QĐ", "quyết định năm 2020", "giao 1048 dự toán", "5km", "quyết định 30", "bão số 2250"})
    for (const std::string& part : ask(query, options).explained) EXPECT_EQ(part.find("document number"), std::string::npos) << query << ": " << part;
}

TEST_F(Numbers, ANumberThatNobodyHasIsSaid) {
  for (const auto& [query, note] : std::initializer_list<Row>{
           {"2250/QĐ-BYT", "no document of the archive has the number 2250/QĐ-BYT, but some cite it"},
           {"2250 qd byt", "no document of the archive has the number 2250 qd byt, but some cite it"},
           {"2250/QĐ", "no document of the archive has the number 2250/QĐ, but some cite it"},
           {"số:2250/QĐ-BYT", "no document of the archive has the number 2250/QĐ-BYT, but some cite it"},
           {"quyết định 2250", "no document of the archive has the number 2250 QĐ, but some cite it"},
           {"917/QĐ-S", "no document of the archive has the number 917/QĐ-S; nearly the same: 917/QD-SYT"},
           {"7777/QĐ-SXD", "no document of the archive has the number 7777/QĐ-SXD"},
           {"7777/QĐ-SXD về giao dự toán", "no document of the archive has the number 7777/QĐ-SXD; no document has all the words; these have some of them"}})
    EXPECT_EQ(ask(query).note, note) << query;
  for (const char* query : {"1040/QĐ-UBND", "1040/QĐ", "citing:2250/QĐ-BYT", "567/TB-VP", "1040"}) EXPECT_EQ(ask(query).note, "") << query;
}

TEST_F(Numbers, ADoubtfulNumberIsFoundByAllItsReadings) {
  for (const char* query : {"5O7/TB-VP", "507/TB-VP", "567/TB-VP", "567", "số:567/TB-VP"}) EXPECT_EQ(ids(query), "n6") << query;
}

TEST_F(Numbers, CitingAndCitedBy) {
  EXPECT_EQ(ids("citing:1040/QĐ-UBND"), "n4");
  EXPECT_EQ(ids("viện dẫn:1040"), "n4");
  EXPECT_EQ(ask("1040/QĐ-UBND").hits.front().cited_by, 1U);
  EXPECT_EQ(ask("30/2020/NĐ-CP").hits.front().cited_by, 0U);
}

TEST(NumberDistance, ConfusionsCostLess) {
  EXPECT_EQ(number_distance("1040/qd-ubnd", "1040-qd-ubnd"), 0.0);
  EXPECT_LT(number_distance("1049/qd-ubnd", "1040/qd-ubnd"), number_distance("1049/qd-ubnd", "1043/qd-ubnd"));
  EXPECT_LT(number_distance("1040/qd-ubnd", "1040/qd-ubmd"), number_distance("1040/qd-ubnd", "1040/qd-ubxd"));
}

}  // namespace
}  // namespace sohoa::search
