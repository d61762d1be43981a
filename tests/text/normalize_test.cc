#include "core/text/normalize.hh"

#include <gtest/gtest.h>

namespace sohoa::text {
namespace {

struct Row {
  const char *input, *expected;
};

TEST(Normalize, OneFormForOneText) {
  for (const auto& [input, expected] : std::initializer_list<Row>{
           {"Uy\u0309 ban", "Uỷ ban"},
           {"quyê\u0301t đi\u0323nh", "quyết định"},  // CP1258 style, as in a real report
           {"ê\u0323", "ệ"},
           {"Ðức", "Đức"},
           {"a\u00A0b\u200Bc\uFEFF\u00AD", "a bc"},
           {"\xff", "\uFFFD"},
       }) {
    EXPECT_EQ(normalize(input), expected);
    EXPECT_EQ(normalize(normalize(input)), normalize(input));
  }
}

TEST(Fold, LosesEveryMark) {
  for (const auto& [input, expected] : std::initializer_list<Row>{
           {"Quyết định", "quyet dinh"}, {"ĐƯỜNG", "duong"}, {"Ủy ban 12/QĐ", "uy ban 12/qd"},
           {"thuỷ", "thuy"}, {"abc", "abc"}}) {
    EXPECT_EQ(fold(input), expected);
    EXPECT_EQ(fold(fold(input)), fold(input));
  }
}

TEST(Canonical, OneSpellingForOneSyllable) {
  for (const auto& [input, expected] : std::initializer_list<Row>{
           {"hoà", "hòa"}, {"khoẻ", "khỏe"}, {"Uỷ", "ủy"}, {"thuý", "thúy"},
           {"quý", "quý"}, {"quỳ", "quỳ"},          // qu is the onset: no variant
           {"hoàn", "hoàn"}, {"huỳnh", "huỳnh"},    // closed: no variant
           {"kĩ", "kỹ"}, {"quí", "quý"}, {"lí", "lý"}, {"tỉ", "tỷ"}, {"sĩ", "sỹ"},
           {"thúi", "thúi"}, {"tai", "tai"}, {"già", "già"}, {"đi", "đi"},
           {"Cộng hoà xã hội", "cộng hòa xã hội"}}) {
    EXPECT_EQ(canonical(input), expected);
    EXPECT_EQ(canonical(canonical(input)), canonical(input));
  }
}

TEST(HasMarks, SeesDAndTones) {
  EXPECT_TRUE(has_marks("Đ"));
  EXPECT_TRUE(has_marks("ơ"));
  EXPECT_TRUE(has_marks("a\u0301"));
  EXPECT_FALSE(has_marks("quyet dinh 12/QD"));
}

TEST(HasTone, IsNotAnyMark) {
  for (const char* word : {"quyết", "à", "Ả", "ngã", "nặng"}) EXPECT_TRUE(has_tone(word)) << word;
  for (const char* word : {"quyêt", "đương", "ban", "", "ă"}) EXPECT_FALSE(has_tone(word)) << word;
}

TEST(Normalize, WordsThatDifferInTones) {
  struct Tones {
    const char *one, *other;
    bool same;
  };
  for (const Tones& row : {Tones{"Tấn", "Tân", true}, Tones{"tấn", "TẨN", true}, Tones{"tan", "tân", false}, Tones{"dung", "đúng", false}, Tones{"", "", true}})
    EXPECT_EQ(same_but_tone(row.one, row.other), row.same) << row.one << ' ' << row.other;
}

TEST(AddsMarks, IsNothingButMarks) {
  for (const auto& [plainer, fuller] : std::initializer_list<Row>{
           {"quyêt", "quyết"}, {"quyet", "Quyết"}, {"duoc", "được"}, {"đinh", "định"}, {"quyét", "quyết"}, {"ê", "ệ"}, {"a", "a"}})
    EXPECT_TRUE(adds_marks(plainer, fuller)) << plainer << " " << fuller;
  for (const auto& [plainer, fuller] : std::initializer_list<Row>{
           {"quyết", "quyêt"}, {"định", "dịnh"}, {"quyêt", "quyên"}, {"an", "ban"}, {"ban", "an"}, {"ỏ", "ố"}, {"a", ""}, {"", "a"}})
    EXPECT_FALSE(adds_marks(plainer, fuller)) << plainer << " " << fuller;
}

TEST(Words, AreSlicesOfTheText) {
  const std::string_view s = "Số: 12/QĐ-UBND, ngày…";
  std::vector<std::string_view> expected{"Số", "12", "QĐ", "UBND", "ngày"};
  EXPECT_EQ(words(s), expected);
  EXPECT_TRUE(words("").empty());
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("Quyết"), 5);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("文"), 2);
}

}  // namespace
}  // namespace sohoa::text
