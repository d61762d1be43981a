#include "pipeline/pdfa/hidden_text.hh"

#include <gtest/gtest.h>

namespace sohoa::pdfa {
namespace {

constexpr Affine kA4{0.24, 0, 0, 0, -0.24, 842};  // 300 dpi, y downwards → points

Page page_of(std::vector<Word> words) {
  Page page;
  page.words = std::move(words);
  return page;
}

struct Row {
  const char* what;
  std::vector<Word> words;
  Affine to_points;
  const char* content;
};

TEST(HiddenText, Content) {
  const Row rows[] = {
      {"nothing", {}, kA4, ""},
      {"words without geometry", {{"a", std::nullopt, 1, 0, 0}}, kA4, ""},
      {"empty boxes and empty words", {{"a", Box{5, 5, 5, 9}, 1, 0, 0}, {"", Box{0, 0, 9, 9}, 1, 0, 0}}, kA4, ""},
      {"two words of a line: a blank behind the first, each as wide as its box",
       {{"ab", Box{100, 100, 200, 165}, 1, 0, 0}, {"c", Box{225, 100, 275, 165}, 1, 0, 0}}, kA4,
       "q BT 3 Tr\n/SohoaBlank 24 Tf 1 0 0 1 24 802.4 Tm\n100 Tz <000100020003> Tj\n30 0 Td 100 Tz <0004> Tj\nET Q\n"},
      {"lines and blocks begin anew",
       {{"a", Box{0, 0, 50, 65}, 1, 0, 0}, {"a", Box{0, 100, 50, 165}, 1, 1, 0}, {"a", Box{0, 200, 50, 265}, 1, 1, 1}}, kA4,
       "q BT 3 Tr\n/SohoaBlank 24 Tf 1 0 0 1 0 826.4 Tm\n100 Tz <0001> Tj\n"
       "/SohoaBlank 24 Tf 1 0 0 1 0 802.4 Tm\n100 Tz <0001> Tj\n/SohoaBlank 24 Tf 1 0 0 1 0 778.4 Tm\n100 Tz <0001> Tj\nET Q\n"},
      {"a sheet lying on its side", {{"a", Box{0, 0, 50, 65}, 1, 0, 0}}, {0, 0.24, 0, 0.24, 0, 0},
       "q BT 3 Tr\n/SohoaBlank 24 Tf 0 1 -1 0 15.6 0 Tm\n100 Tz <0001> Tj\nET Q\n"},
  };
  for (const Row& row : rows) {
    BlankFont font;
    EXPECT_EQ(hidden_text(page_of(row.words), row.to_points, font), row.content) << row.what;
  }
}

TEST(BlankFont, NumbersCharactersOnceAndTakesAllOfUnicode) {
  struct Case {
    std::string text, hex;
    int glyphs;
  };
  BlankFont font;
  for (const Case& c : {Case{"Đại", "000100020003", 3}, Case{"iĐ", "00030001", 2}, Case{"𠀀", "0004", 1}, Case{"", "", 0}}) {
    const BlankFont::Codes codes = font.codes(c.text);
    EXPECT_EQ(codes.hex, c.hex) << c.text;
    EXPECT_EQ(codes.glyphs, c.glyphs) << c.text;
  }
}

}  // namespace
}  // namespace sohoa::pdfa
