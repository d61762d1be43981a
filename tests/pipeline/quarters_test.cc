#include "pipeline/ocr/quarters.hh"

#include <gtest/gtest.h>

#include <vector>

#include "pipeline/ocr/roman_strokes.hh"

namespace sohoa {
namespace {

/// A stroke 20 high and a slash, on a page of 100 × 60: the stem is 4 wide, its foot has serifs on both sides, its top as asked for.
Image stroke(bool left, bool right) {
  std::vector<unsigned char> grey(100 * 60, 250);
  const auto put = [&](int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; ++y)
      for (int x = x0; x < x1; ++x) grey[static_cast<std::size_t>(y * 100 + x)] = 20;
  };
  put(23, 20, 27, 40);
  put(20, 38, 30, 40);
  if (left) put(20, 20, 23, 23);
  if (right) put(27, 20, 30, 23);
  put(36, 18, 38, 42);
  return Image::from_grey(grey.data(), 100, 60, 100, 300);
}

TEST(RomanStrokes, AreCountedWhereTheirSerifsTouch) {
  const auto count = [](bool head, bool bar) {
    std::vector<unsigned char> grey(100 * 60, 250);
    const auto put = [&](int x0, int y0, int x1, int y1) {
      for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) grey[static_cast<std::size_t>(y * 100 + x)] = 20;
    };
    put(23, 20, 27, 40), put(34, 20, 38, 40), put(20, 37, 41, 40);
    if (head) put(20, 20, 41, 23);
    if (bar) put(23, 29, 38, 31);
    return touching_strokes(Image::from_grey(grey.data(), 100, 60, 100, 300), {20, 20, 41, 40});
  };
  EXPECT_EQ(count(true, false), 2);
  EXPECT_EQ(count(false, false), 0) << "a U";
  EXPECT_EQ(count(true, true), 0) << "an H";
}

TEST(Quarters, KeepTheirRomanStrokes) {
  struct Case {
    const char *before, *read;
    bool left, right;
    const char* text;
  };
  const Case cases[] = {
      {"Quý", "1/2027", true, true, "I/2027"},     {"quý", "1/2027", true, false, "1/2027"}, {"Quí", "1", true, true, "I"},
      {"tháng", "1/2027", true, true, "1/2027"},   {"Quý", "II1/2027", true, false, "III/2027"}, {"Quý", "1V/2027", true, false, "IV/2027"},
      {"Quý", "12/2027", true, true, "12/2027"},   {"Quý", "1.", true, true, "1."},          {"Quý", "I/2027", true, false, "I/2027"},
  };
  for (const Case& one : cases) {
    TextLine line;
    line.marks = {{20, 20, 30, 40}, {36, 18, 38, 42}};
    Word word;
    word.text = one.read;
    word.confidence = 0.99;
    word.box = Box{20, 18, 38, 42};
    mend_quarter(word, one.before, line, stroke(one.left, one.right));
    EXPECT_EQ(word.text, one.text) << one.before << ' ' << one.read;
    EXPECT_EQ(word.raw.empty(), word.text == one.read);
    EXPECT_EQ(word.confidence < 0.8, word.text != one.read);
  }
}

}  // namespace
}  // namespace sohoa
