#include "pipeline/image/image.hh"

#include <gtest/gtest.h>

#include <utility>

#include "pipeline/image/ink.hh"

namespace sohoa {
namespace {

TEST(Image, KeepsGreyRowsWhateverTheStride) {
  const unsigned char rows[] = {1, 2, 3, 99, 4, 5, 6, 99};
  const Image image = Image::from_grey(rows, 3, 2, 4, 300);
  EXPECT_EQ(image.grey_bytes(), (std::vector<unsigned char>{1, 2, 3, 4, 5, 6}));
  EXPECT_FALSE(image.colour());
}

TEST(Image, MovesOwnership) {
  const unsigned char rows[] = {10, 20, 30, 40, 50, 60};
  Image a = Image::from_rgb(rows, 2, 1, 6, 150);
  EXPECT_TRUE(a.colour());
  Image b = std::move(a);
  EXPECT_TRUE(a.empty());  // NOLINT: moved-from images are empty by contract
  EXPECT_EQ(b.width(), 2);
}

/// A page of paper `paper` with `marks` letter-sized marks of grey `mark`, in rows or (lying) in columns.
Image page_of(int paper, int marks, int mark, bool lying = false) {
  constexpr int kSize = 900;
  std::vector<unsigned char> grey(kSize * kSize, static_cast<unsigned char>(paper));
  for (int i = 0; i < marks; ++i) {
    const int along = 60 + i % 30 * 26, across = 60 + i / 30 * 60;
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 12; ++x)
        grey[static_cast<std::size_t>(((lying ? along : across) + y) * kSize + (lying ? across : along) + x)] =
            static_cast<unsigned char>(mark);
  }
  return Image::from_grey(grey.data(), kSize, kSize, kSize, 150);
}

TEST(Ink, LettersCountAndThePageBehindDoesNot) {
  const struct {
    int paper, marks, mark, at_least, at_most;
  } table[] = {{255, 0, 0, 0, 0}, {250, 300, 20, 290, 310}, {180, 300, 40, 290, 310}, {250, 300, 190, 0, 0}};
  for (const auto& row : table) {
    const Ink ink = ink_of(page_of(row.paper, row.marks, row.mark));
    EXPECT_GE(ink.letters, row.at_least);
    EXPECT_LE(ink.letters, row.at_most);
    EXPECT_NEAR(ink.paper, row.paper, 3);
    EXPECT_FALSE(ink.uneven);
  }
}

/// Black discs, bars and dots: what is on a sheet that nothing is written on.
Image spoilt(int punch_holes, int border, int specks) {
  constexpr int kWidth = 1240, kHeight = 1754;
  std::vector<unsigned char> grey(kWidth * kHeight, 245);
  const auto set = [&](int x, int y) { grey[static_cast<std::size_t>(y * kWidth + x)] = 10; };
  for (int hole = 0; hole < punch_holes; ++hole)
    for (int y = -18; y <= 18; ++y)
      for (int x = -18; x <= 18; ++x)
        if (x * x + y * y <= 18 * 18) set(70 + x, 640 + hole * 470 + y);
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < border - y / 100; ++x) set(x, y), set(kWidth - 1 - x, y);
  for (int speck = 0; speck < specks; ++speck)
    for (int k = 0; k < 4; ++k) set(speck * 7919 % (kWidth - 2) + k % 2, speck * 104729 % (kHeight - 2) + k / 2);
  return Image::from_grey(grey.data(), kWidth, kHeight, kWidth, 150);
}

TEST(Ink, HolesEdgesAndDirtAreNoLetters) {
  const struct {
    int punch_holes, border, specks;
  } table[] = {{0, 0, 0}, {2, 0, 0}, {0, 30, 0}, {0, 0, 400}, {2, 25, 400}};
  for (const auto& row : table)
    EXPECT_LT(ink_of(spoilt(row.punch_holes, row.border, row.specks)).letters, 6)
        << row.punch_holes << " holes, border " << row.border << ", specks " << row.specks;
}

TEST(Ink, ANegativeIsTurnedAndNothingElse) {
  const struct {
    int paper, mark;
    bool negative;
  } table[] = {{0, 255, true}, {40, 230, true}, {255, 0, false}, {120, 20, false}, {60, 0, false}};
  for (const auto& row : table) {
    const Image page = page_of(row.paper, 300, row.mark);
    const auto before = page.grey_bytes(), after = positive(page_of(row.paper, 300, row.mark)).grey_bytes();
    EXPECT_EQ(after[0], row.negative ? 255 - before[0] : before[0]) << row.paper;
    EXPECT_EQ(after == before, !row.negative) << row.paper;
  }
}

TEST(Ink, RowsTellAnUprightPageFromALyingOne) {
  EXPECT_GT(ink_of(page_of(255, 390, 0)).upright, 1.5);
  EXPECT_LT(ink_of(page_of(255, 390, 0, true)).upright, 0.5);
}

TEST(Ink, AgreesWithWordsOnlyWhereTheyStand) {
  const Image page = page_of(255, 30, 0);  // one row at y 60…76
  const auto word = [](int x0, int y0, int x1, int y1) {
    Word w;
    w.text = "a";
    w.box = Box{x0, y0, x1, y1};
    return w;
  };
  const InkUnder right = ink_under(page, {word(110, 110, 1750, 160)});
  EXPECT_DOUBLE_EQ(right.words_with_ink, 1.0);
  EXPECT_GT(right.ink_in_words, 0.95);
  const InkUnder wrong = ink_under(page, {word(110, 800, 1750, 860)});
  EXPECT_DOUBLE_EQ(wrong.words_with_ink, 0.0);
  EXPECT_LT(wrong.ink_in_words, 0.05);
}

}  // namespace
}  // namespace sohoa
