#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/field_table.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"
#include "search/date_range.hh"
#include "search/query_tree.hh"

namespace sohoa::search {
namespace {

struct Row {
  const char *input, *expected;
};

/// As if the index knew these values.
bool known(const Filter& filter, std::string_view a, std::string_view b) {
  return (filter.name == "type" && a == "quyet" && b == "dinh") || (filter.name == "issuer" && ((a == "so" && b == "tu") || (a == "tu" && b == "phap")));
}

TEST(ParseQuery, AsUnderstood) {
  for (const auto& [input, expected] : std::initializer_list<Row>{
           {"", ""},
           {"  \t\n ", ""},
           {"quyết định", "quyết định"},
           {"Quye\u0302\u0301t", "Quyết"},
           {"Điều 5, khoản 2.", "Điều 5 khoản 2"},
           {"\"cắt giảm  thời hạn\"", "\"cắt giảm thời hạn\""},
           {"“cắt giảm” «thời hạn»", "\"cắt giảm\" \"thời hạn\""},
           {"thời \"cắt giảm", "thời \"cắt giảm\""},
           {"\"\" a", "a"},
           {"giảm -dự", "giảm -dự"},
           {"giảm -\"dự thảo\"", "giảm -\"dự thảo\""},
           {"kinh tế - xã hội", "kinh tế xã hội"},
           {"kinh tế-xã hội", "kinh tế xã hội"},
           {"--- -", ""},
           {"a OR b c", "a OR b c"},
           {"a | \"b c\"", "a OR \"b c\""},
           {"OR a OR", "a"},
           {"-a OR b", "-a OR b"},
           {"a or b", "a or b"},
           {"a HOẶC b", "a OR b"},
           {"(a b)", "a b"},
           // numbers
           {"1040/QĐ-UBND", "1040/QĐ-UBND"},
           {"số 22 /QĐ - TTg.", "số 22/QĐ-TTg"},
           {"30/2020/NĐ-CP, 12-CT/TU", "30/2020/NĐ-CP 12-CT/TU"},
           {"1040/qd-ubnd", "1040/qd-ubnd"},
           {"15a/QĐ-UBND", "15a/QĐ-UBND"},
           {"15/5/2025", "15/5/2025"}, {"ngày 15-05-2025, về", "ngày 15-05-2025 về"}, {"32/5/2025", "32 5 2025"}, {"22/QĐ \"\" -15/5/2025", "22/QĐ \"\" -15/5/2025"},
           {"5/năm 24/7 100 km/h", "5 năm 24 7 100 km h"},
           // filters: Vietnamese, without marks, English
           {"loại:\"quyết định\"", "type:\"quyết định\""},
           {"Loại: quyết định cắt giảm", "type:\"quyết định\" cắt giảm"},
           {"loai:qd giảm", "type:\"qd\" giảm"},
           {"cơ quan:sở tư pháp hạn", "issuer:\"sở tư pháp\" hạn"},
           {"co quan:so tu phap", "issuer:\"so tu phap\""},
           {"CO_QUAN:x issuer:y", "issuer:\"x\" issuer:\"y\""},
           {"giảm năm:2025", "giảm year:\"2025\""},
           {"ngày:2025-01..2025-03", "date:\"2025-01..2025-03\""},
           {"ngày:tháng 5/2025 giao", "date:\"tháng 5/2025\" giao"}, {"hạn: trước 30/6/2025", "deadline:\"trước 30/6/2025\""},
           {"ngày:từ 1/3/2025 đến 15/4/2025 hạn", "date:\"từ 1/3/2025 đến 15/4/2025\" hạn"}, {"năm:2025 7 việc", "year:\"2025\" 7 việc"}, {"ngày:mai đi", "date:\"mai\" đi"},
           {"hồ sơ:hoso01 mã hồ sơ:H1", "dossier:\"hoso01\" case:\"H1\""},
           {"số: 1040 /QĐ-UBND về", "number:\"1040/QĐ-UBND\" về"},
           {"số:1040", "number:\"1040\""},
           {"citing:1040/QĐ-UBND", "citing:\"1040/QĐ-UBND\""},
           {"-loại:x", "-type:\"x\""},
           {"loại:a OR loại:b", "type:\"a\" OR type:\"b\""},
           {"Điều 5: nội dung 12:30", "Điều 5 nội dung 12 30"},
           {"độ khẩn:hỏa tốc", "urgency:\"hỏa\" tốc"},
           {"giảm Số, ký hiệu: 1040/QĐ-UBND", "giảm number:\"1040/QĐ-UBND\""},
           {"co quan ban hanh:so tu phap han", "issuer:\"so tu phap\" han"},
           {"cơ qan:sở tư pháp", "issuer:\"sở tư pháp\""}, {"giảm nguoi ki:x", "giảm signer:\"x\""}, {"giảm trich yeeu:x", "giảm subject:\"x\""}, {"loi:x", "loi x"},
           {"loại:", ""},
           {"22/QĐ -TTg", "22/QĐ-TTg"},
           {"22/QĐ \"\" -TTg", "22/QĐ \"\" -TTg"},
           {"1040/QĐ-\xfd" "BND", "1040/QĐ \"\" -BND"},
           {"a: b", "a b"},
       }) {
    const Parsed parsed = parse_query(input, known);
    EXPECT_EQ(print(parsed.tree), expected) << input;
    EXPECT_EQ(parse_query(print(parsed.tree), known).tree, parsed.tree) << input;
  }
}

/// What the program prints as a field's name can be typed before a colon.
TEST(ParseQuery, EveryNameThatIsPrintedIsAFilter) {
  for (const FieldSpec& spec : kFields)
    for (const std::string& name : {std::string(spec.name), std::string(spec.label_vi), text::fold(spec.label_vi), std::string(spec.label_en), text::upper(spec.label_vi)}) {
      const QueryTree tree = parse_query(name + ":x").tree;
      ASSERT_EQ(tree.clauses.size(), 1U) << name;
      ASSERT_EQ(tree.clauses.front().any.front().kind, ItemKind::filter) << name;
      EXPECT_EQ(filter_named(tree.clauses.front().any.front().key)->prefix, schema::field_prefix(spec)) << name;
    }
  std::map<std::string, std::string> owner;
  for (const Filter& filter : filters())
    for (const std::string& name : filter.names) EXPECT_EQ(owner.try_emplace(name, filter.name).first->second, filter.name) << name;
}

TEST(ParseQuery, SaysWhatItDidNotUnderstand) {
  for (const char* input : {"\"giảm", "loại:", "năm:\"\"", "cơ_qan:sở", "giảm OR", "OR giảm", "x:y", "cơ qan:x"}) EXPECT_EQ(parse_query(input).notes.size(), 1U) << input;
  for (const char* input : {"giảm", "loại:x", "a: b", "lúc 12:30", "a OR b", "1:50.000"}) EXPECT_TRUE(parse_query(input).notes.empty()) << input;
  EXPECT_EQ(parse_query(std::string(100'000, 'a')).notes.size(), 1U);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += "a ";
  EXPECT_EQ(parse_query(many).notes.size(), 1U);
  many.clear();
  for (int i = 0; i < 500; ++i) many += "\"quyet dinh\" ";
  EXPECT_LT(parse_query(many).tree.clauses.size(), 40U);
}

TEST(ParseQuery, AnyBytesAndBackAgain) {
  std::mt19937 random(1);
  const std::vector<std::string> pieces{" ", "\"", "-", ":", "OR", "|", "loại:", "số:", "ngày:", "..", "1040", "/", "QĐ", "đ", "é", "e\u0301", "\xff", "\xe1\xba",
                                        std::string(1, '\0'), "\n", "“", "a", "Điều", "năm", "<", "=", "_", ".", "(", "\u200b", "文", "\u0301", "cơ quan:", "15/3/2025"};
  for (int round = 0; round < 20'000; ++round) {
    std::string query;
    for (std::size_t left = random() % 12; left > 0; --left)
      query += random() % 8 == 0 ? std::string(1, static_cast<char>(random() % 256)) : pieces[random() % pieces.size()];
    const QueryTree tree = parse_query(query, known).tree;
    ASSERT_EQ(parse_query(print(tree), known).tree, tree) << testing::PrintToString(query) << " → " << print(tree);
  }
}

TEST(DateBounds, OfWhatPeopleWrite) {
  struct Bounds {
    const char *input, *from, *to;
  };
  for (const auto& [input, from, to] : std::initializer_list<Bounds>{
           {"2025", "2025", "2025~"}, {"2025-03", "2025-03", "2025-03~"}, {"3/2025", "2025-03", "2025-03~"},
           {"15/3/2025", "2025-03-15", "2025-03-15~"}, {"15-03-2025", "2025-03-15", "2025-03-15~"}, {"15.3.2025", "2025-03-15", "2025-03-15~"},
           {"2025-1-5", "2025-01-05", "2025-01-05~"},
           {"2025-01..2025-03", "2025-01", "2025-03~"}, {"2020 .. 2021", "2020", "2021~"}, {"..2021", "", "2021~"}, {"2020..", "2020", ""},
           {">=2025-06", "2025-06", ""}, {">2025", "2025~", ""}, {"<=2025", "", "2025~"}, {"<2025-06-01", "", "2025-06-00~"},
           {"tháng 3 năm 2025", "2025-03", "2025-03~"}, {"thang 3/2025", "2025-03", "2025-03~"}, {"ngày 15 tháng 3 năm 2025", "2025-03-15", "2025-03-15~"},
           {"năm 2025", "2025", "2025~"}, {"quý II/2025", "2025-04", "2025-06~"}, {"quy 4 nam 2025", "2025-10", "2025-12~"}, {"trước 30/6/2025", "", "2025-06-3/~"},
           {"trước quý II/2025", "", "2025-03~"}, {"sau quý I năm 2025", "2025-03~", ""}, {"từ 1/3/2025 đến 15/4/2025", "2025-03-01", "2025-04-15~"},
           {"từ tháng 3/2025", "2025-03", ""}, {"đến năm 2025", "", "2025~"}, {"quý I/2025..quý II/2025", "2025-01", "2025-06~"}, {"15/3/2025,", "2025-03-15", "2025-03-15~"}, {"Tháng 3  năm 2025 ", "2025-03", "2025-03~"}}) {
    std::string a, b;
    EXPECT_TRUE(date_bounds(input, a, b)) << input;
    EXPECT_EQ(a, from) << input;
    EXPECT_EQ(b, to) << input;
  }
  for (const char* input : {"", "..", "abc", "2025-13", "32/1/2025", "0/2025", "12025", "25", "2025-", "2025/03-01", "<>2025", "2025..x", "99999999999999", "3/25", "tháng 3", "quý V/2025", "tháng 13/2025", "trước", "từ đến", "mai"}) {
    std::string a, b;
    EXPECT_FALSE(date_bounds(input, a, b)) << input;
  }
}

}  // namespace
}  // namespace sohoa::search
