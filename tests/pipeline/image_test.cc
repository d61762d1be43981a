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
