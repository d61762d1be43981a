#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "pipeline/lines/find_lines.hh"
#include "pipeline/lines/line_image.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

/// A white page of 150 dpi with black bricks for letters.
class Bricks {
 public:
  Bricks(int width, int height) : width_(width), height_(height), grey_(static_cast<std::size_t>(width * height), 255) {}
  void put(int x, int y, int w, int h) {
    for (int v = y; v < y + h; ++v)
      for (int u = x; u < x + w; ++u) grey_[static_cast<std::size_t>(v * width_ + u)] = 0;
  }
  /// Letters 12 high with their feet at y = base + slope · x.
  void put_line(int x0, int x1, int base, double slope = 0) {
    for (int x = x0; x + 8 <= x1; x += 11) put(x, base + static_cast<int>(slope * x) - 12, 8, 12);
  }
  Image image() const { return Image::from_grey(grey_.data(), width_, height_, static_cast<std::size_t>(width_), 150); }

 private:
  int width_, height_;
  std::vector<unsigned char> grey_;
};

TEST(Lines, OneForEveryRowOfLetters) {
  Bricks page(800, 400);
  const std::vector<int> bases{60, 90, 120, 300};
  for (const int base : bases) page.put_line(100, 700, base);
  const auto lines = find_lines(page.image());
  ASSERT_EQ(lines.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(lines[i].baseline(400), bases[i], 1);
    EXPECT_NEAR(lines[i].x_height, 12, 1);
    EXPECT_NEAR(lines[i].x0, 100, 2);
    EXPECT_NEAR(lines[i].x1, 700, 12);
  }
}

TEST(Lines, FollowASlope) {
  Bricks page(1000, 300);
  page.put_line(50, 950, 100, 0.01);
  page.put_line(50, 950, 130, 0.01);
  const auto lines = find_lines(page.image());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(lines[0].slope, 0.01, 0.002);
}

TEST(Lines, AccentsAboveLettersMakeNoLine) {
  Bricks page(800, 300);
  page.put_line(100, 700, 100);
  for (int x = 100; x < 650; x += 66) page.put(x, 100 - 12 - 3 - 8, 8, 8);  // ế: two marks grown together
  const auto lines = find_lines(page.image());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_GT(lines[0].marks.size(), 55U);
}

TEST(Lines, AWordWhoseLettersTouchIsNoAccent) {
  Bricks page(800, 300);
  page.put_line(100, 400, 80);
  page.put(410, 80 - 12, 20, 13);  // "vụ", the dot below within reach of an ascender
  page.put_line(100, 700, 100);
  page.put(412, 100 - 17, 8, 17);
  const auto lines = find_lines(page.image());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(lines[0].x1, 430, 2);
}

TEST(Lines, AShortWordOverCapitalsIsNoAccent) {
  Bricks page(800, 300);
  page.put_line(100, 700, 60);
  for (int x = 100; x < 144; x += 11) page.put(x, 90 - 12, 8, 12);   // "tịch"
  for (int x = 100; x < 144; x += 16) page.put(x, 116 - 16, 13, 16);  // "UBND"
  EXPECT_EQ(find_lines(page.image()).size(), 3U);
}

TEST(Lines, WhatIsLeftOfABorderIsNoLetter) {
  const Box cell{90, 60, 300, 140};
  Bricks page(800, 300);
  page.put_line(110, 280, 100);
  page.put(88, 84, 6, 3);  // the stump of a level rule, and a piece of the cell's own side
  page.put(88, 80, 3, 24);
  for (const TextLine& line : find_lines(page.image(), {cell})) EXPECT_GE(line.x0, 108);
}

TEST(Lines, ARuleBetweenCellsPartsThem) {
  Bricks page(800, 300);
  page.put_line(100, 390, 100);
  page.put_line(408, 700, 100);
  const std::size_t without = find_lines(page.image()).size();
  page.put(398, 20, 2, 200);
  EXPECT_EQ(without, 1U);
  EXPECT_EQ(find_lines(page.image()).size(), 2U);
}

TEST(Lines, ColumnsAreApart) {
  Bricks page(800, 300);
  page.put_line(100, 300, 100);
  page.put_line(450, 700, 100);
  EXPECT_EQ(find_lines(page.image()).size(), 2U);
}

TEST(Lines, NoneOnEmptyPaper) { EXPECT_TRUE(find_lines(Bricks(300, 300).image()).empty()); }

TEST(LineImage, HasTheHeightAskedForAlsoAtTheEdgeOfThePage) {
  for (const int base : {14, 150, 299}) {
    Bricks page(500, 300);
    page.put_line(20, 480, base);
    const Image image = page.image();
    const auto lines = find_lines(image);
    ASSERT_EQ(lines.size(), 1U) << base;
    const LineImage line = cut_line(image, lines[0], 36);
    EXPECT_EQ(line.height, 36);
    EXPECT_EQ(line.grey.size(), static_cast<std::size_t>(line.width) * 36U);
    // 2.7 x-heights in 36 pixels.
    EXPECT_NEAR(line.scale, 36 / (2.7 * 12), 0.08);
    // The letters stand on the baseline, 0.6 x-heights above the bottom.
    const auto ink = [&](int y) { return std::count_if(line.grey.begin() + y * line.width, line.grey.begin() + (y + 1) * line.width, [](int g) { return g < 128; }); };
    EXPECT_GT(ink(24), line.width / 3) << base;
    EXPECT_EQ(ink(33), 0) << base;
  }
}

TEST(LineImage, OfNothingIsEmpty) {
  TextLine outside;
  outside.x1 = 100;
  outside.base = -50;
  outside.x_height = 10;
  EXPECT_EQ(cut_line(Bricks(200, 200).image(), outside, 36).width, 0);
}

}  // namespace
}  // namespace sohoa
