#include "pipeline/ocr/figures.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

/// Marks of these widths, 36 high, in a cell; 0 = a point at the foot, -1 = a minus.
TextLine line_with(const std::vector<int>& widths) {
  TextLine line;
  line.cell = 0;
  int x = 0;
  for (const int width : widths) {
    line.marks.push_back(width == 0 ? Box{x, 30, x + 6, 36} : width < 0 ? Box{x, 20, x + 15, 24} : Box{x, 0, x + width, 36});
    x = line.marks.back().x1 + 3;
  }
  return line;
}

std::vector<LineWord> read(const std::string& text, double confidence) {
  if (text.empty()) return {};
  return {{text, {}, confidence, 0, 4}};
}

TEST(Figures, AreCountedByTheirMarks) {
  struct Case {
    const char* what;
    std::vector<int> widths;
    std::size_t count;
  };
  const Case cases[] = {{"one", {25}, 1},          {"a stroke", {14}, 1},    {"two", {25, 18}, 2},          {"two that touch", {50}, 2},
                        {"with a 1", {45}, 2},     {"three that touch", {77}, 3}, {"thousands", {18, 0, 24, 50}, 4},
                        {"behind a minus", {-1, 25, 25}, 2}};
  for (const Case& one : cases) {
    const auto printed = figures_of(line_with(one.widths));
    ASSERT_TRUE(printed) << one.what;
    EXPECT_EQ(printed->count, one.count) << one.what;
  }
  TextLine word = line_with({25, 25});
  word.marks[1].y0 = 12;
  EXPECT_FALSE(figures_of(word)) << "a small letter";
  EXPECT_TRUE(figures_of(line_with({-1, 25}))->minus);
  EXPECT_FALSE(figures_of(line_with({25}))->minus);
  EXPECT_FALSE(figures_of(line_with({25, -1, 25}))) << "a dash between";
  TextLine outside = line_with({25});
  outside.cell = -1;
  EXPECT_FALSE(figures_of(outside)) << "on the page";
}

TEST(Figures, AreSureWhereTwoLooksAgree) {
  struct Case {
    const char* what;
    std::string first;
    double first_confidence;
    std::string second;
    double second_confidence;
    std::string text;
    double confidence;
  };
  const Case cases[] = {
      {"the same", "303", 0.85, "303", 0.97, "303", 0.97},
      {"another figure", "308", 0.96, "303", 0.99, "303", 0.79},
      {"a lost point", "1.979", 0.9, "1979", 0.95, "1979", 0.79},
      {"the first is surer", "42", 0.96, "12", 0.9, "42", 0.79},
      {"only the second", "s9", 0.85, "59", 0.99, "59", 0.79},
      {"nothing before", "", 0, "7", 0.99, "7", 0.79},
      {"a word", "STT", 0.99, "511", 0.9, "STT", 0.99},
      {"a sign that is none of a table's", "§", 0.97, "5", 0.9, "5", 0.79},
      {"below zero", "-364", 0.69, "-364", 0.95, "-364", 0.95},
      {"no number at all", "7B", 0.6, "?", 0.9, "7B", 0.6},
  };
  for (const Case& one : cases) {
    const auto words = seen_twice(read(one.first, one.first_confidence), read(one.second, one.second_confidence));
    ASSERT_EQ(words.size(), 1U) << one.what;
    EXPECT_EQ(words.front().text, one.text) << one.what;
    EXPECT_DOUBLE_EQ(words.front().confidence, one.confidence) << one.what;
  }
}

TEST(Figures, AreNotSureWhereThePictureSaysOtherwise) {
  struct Case {
    const char* what;
    std::vector<int> widths;
    const char* read;
    bool sure;
  };
  const Case cases[] = {{"as printed", {25, 25}, "45", true},      {"one lost", {50}, "4", false},         {"one too many", {25}, "45", false},
                        {"a letter", {25, 25}, "s9", false}, {"a sign", {25}, "§", false},       {"a comma", {18, 0, 24, 24, 24}, "1,744", false}, {"thousands", {18, 0, 24, 50}, "1.744", true},
                        {"a date", {25, 25, 12, 25, 25}, "15/03", true}, {"a heading", {30, 30, 30}, "STT", true},  {"a share", {25, 25, 40}, "95%", true},
                        {"a minus", {-1, 25, 25}, "-45", true},  {"a longer one", {-1, 25, 25}, "–45", true}, {"a lost minus", {-1, 25, 25}, "45", false},
                        {"a speck for a minus", {25, 25}, "-45", false}, {"a speck behind", {25, 25}, "45-", false}};
  for (const Case& one : cases) {
    auto words = read(one.read, 0.99);
    doubt_miscounted(*figures_of(line_with(one.widths)), words);
    EXPECT_EQ(words.front().confidence >= 0.8, one.sure) << one.what;
  }
}

}  // namespace
}  // namespace sohoa
