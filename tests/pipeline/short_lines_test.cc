#include "pipeline/ocr/short_lines.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

/// A line with marks of these widths, all 30 high, 10 apart.
TextLine line_with(const std::vector<int>& widths, int cell = 0) {
  TextLine line;
  line.cell = cell;
  line.base = 30, line.x_height = 30;
  int x = 0;
  for (const int width : widths) {
    line.marks.push_back({x, 0, x + width, 30});
    x += width + 10;
  }
  line.x1 = x - 10;
  return line;
}

std::vector<LineWord> read(const char* text, double confidence) { return {{text, {}, confidence, 0, 4}}; }

TEST(ShortLines, AreReadAgainWhereTheirSignsDoNotAddUp) {
  struct Case {
    const char* what;
    TextLine line;
    std::vector<LineWord> read;
    std::size_t marks;
  };
  TextLine dotted = line_with({15, 15});
  dotted.marks[1].y0 = 25;
  const Case cases[] = {
      {"two strokes read as one", line_with({12, 12}), read("1", 0.99), 2},
      {"nothing read", line_with({12, 12}), {}, 2},
      {"a letter among figures", line_with({20, 12}), read("4i", 0.99), 2},
      {"clear", line_with({20, 12}), read("41", 0.95), 0},
      {"clear, Roman", line_with({12, 12, 12}), read("III", 0.95), 0},
      {"doubtful", line_with({20}), read("7", 0.6), 1},
      {"alone on the page", line_with({12, 12}, -1), read("1", 0.99), 2},
      {"one stroke on the page", line_with({12}, -1), {}, 0},
      {"a word", line_with({20, 20, 20, 20, 20}), read("quan", 0.6), 0},
      {"a dot", dotted, read("1.", 0.6), 0},
  };
  for (const Case& one : cases) EXPECT_EQ(marks_to_read(one.line, one.read).size(), one.marks) << one.what;
}

TEST(ShortLines, KeepThePointsOfThousands) {
  struct Case {
    const char* what;
    std::vector<int> widths;  // 4 = a point at the foot
    const char* read;
    std::size_t figures;  // to read again
    const char* text;
  };
  const Case cases[] = {
      {"a lost point", {12, 4, 15, 15, 15}, "1277", 0, "1.277"},
      {"all there", {12, 4, 15, 15, 15}, "1.277", 0, "1.277"},
      {"a lost figure", {15, 4, 12, 12, 12}, "3.11", 4, "3.11"},
      {"two points", {12, 4, 15, 15, 15, 4, 15, 15, 15}, "1277500", 0, "1.277.500"},
      {"figures that touch", {12, 4, 15, 41}, "1277", 0, "1.277"},
      {"a figure lost where they touch", {12, 4, 15, 41}, "127", 0, "127"},
      {"a year with a speck", {15, 15, 4, 15, 15}, "2027", 0, "2027"},
      {"no number", {12, 4, 15, 15, 15}, "Lập", 4, "Lập"},
      {"no point", {15, 15, 15, 15}, "2027", 0, "2027"},
  };
  for (const Case& one : cases) {
    TextLine line = line_with(one.widths);
    for (std::size_t i = 0; i < one.widths.size(); ++i)
      if (one.widths[i] == 4) line.marks[i].y0 = 26;
    const auto printed = figures_of(line);
    ASSERT_TRUE(printed) << one.what;
    auto words = read(one.read, 0.99);
    EXPECT_EQ(figures_to_read(line, *printed, words).size(), one.figures) << one.what;
    put_points(*printed, words.front());
    EXPECT_EQ(words.front().text, one.text) << one.what;
    if (words.front().text != one.read) {
      EXPECT_EQ(words.front().raw, one.read);
      EXPECT_LT(words.front().confidence, 0.8);
    }
  }
}

TEST(ShortLines, AreRomanWhereTheirPictureIs) {
  struct Case {
    const char* what;
    std::vector<int> widths;
    const char* read;
    bool roman;
    int touching;
    const char* text;
    int cell = 0;
  };
  const Case cases[] = {
      {"a section", {12}, "1", true, 0, "I"},          {"a row", {12}, "1", false, 0, ""},          {"two", {12, 12}, "11", true, 0, "II"},
      {"read as a sign", {12, 12}, "\"", true, 0, "II"}, {"a speck", {12}, "", true, 0, ""},          {"touching", {26}, "", false, 2, "II"},
      {"a sure letter", {26}, "H", false, 2, ""},       {"on the page", {12}, "1", true, 0, "", -1}, {"another figure", {15}, "7", true, 0, ""},
  };
  for (const Case& one : cases) {
    const auto words = *one.read ? read(one.read, 0.95) : std::vector<LineWord>{};
    const auto numeral = strokes_alone(line_with(one.widths, one.cell), words, 9, [&](const Box&) { return one.roman; }, [&](const Box&) { return one.touching; });
    EXPECT_EQ(numeral ? numeral->text : "", one.text) << one.what;
    if (numeral) {
      EXPECT_LT(numeral->confidence, 0.8) << one.what;
    }
  }
}

TEST(ShortLines, AreNumbersOrNothing) {
  struct Case {
    std::vector<SignReadings> signs;
    const char* text;
    bool in_cell = true;
  };
  const SignReadings one{read("1", 0.9), read("i", 0.9)}, big_i{read("I", 0.8), read("1", 0.75)}, seven{read("?", 0.8), read("7", 0.7)},
      joined{read("I", 0.9), read("1", 0.9), 1.2};
  const Case cases[] = {{{one, one}, "11"}, {{big_i, big_i}, "II"}, {{one, seven}, "17"}, {{big_i, seven}, "17"}, {{one, {read("h", 1), {}}}, ""},
                        {{{read("1", 0.3), {}}}, ""},
                        {{big_i, joined}, ""},
                        {{big_i, big_i}, "II", false},
                        {{one, seven}, "", false}};
  for (const Case& c : cases) {
    const auto number = number_of(c.signs, 9, c.in_cell);
    EXPECT_EQ(number ? number->text : "", c.text);
    if (number) {
      EXPECT_LT(number->confidence, 0.8) << c.text;  // never among what is accepted
    }
  }
}

}  // namespace
}  // namespace sohoa
