#include "pipeline/image/seal.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sohoa {
namespace {

/// An A4 page at 150 dpi in black and white.
struct Sheet {
  static constexpr int kWidth = 1240, kHeight = 1754;
  static constexpr double kMm = 150 / 25.4;
  std::vector<unsigned char> grey = std::vector<unsigned char>(kWidth * kHeight, 255);

  unsigned char ink = 0;

  void set(int x, int y) {
    unsigned char& here = grey[static_cast<std::size_t>(y * kWidth + x)];
    here = std::min(here, ink);
  }
  /// Words of letters made of two stems and a bar.
  void line(int x0, int y0, int letters, int height) {
    for (int i = 0; i < letters; ++i) {
      if (i % 6 == 5) continue;
      const int x = x0 + i * height;
      for (int y = 0; y < height; ++y)
        for (int k = 0; k < 3; ++k) set(x + k, y0 + y), set(x + height - 8 + k, y0 + y);
      for (int u = 0; u < height - 5; ++u)
        for (int k = 0; k < 2; ++k) set(x + u, y0 + height / 2 + k);
    }
  }
  void text() {
    for (int row = 0; row < 24; ++row) line(180, 150 + row * 40, 55, 16);
  }
  /// Two rings and hatching within, of which every `gap`th degree of 30 is missing.
  void seal(double cx, double cy, double mm, int gap = 0) {
    const double radius = mm / 2 * kMm;
    for (int y = static_cast<int>(cy - radius); y <= static_cast<int>(cy + radius); ++y)
      for (int x = static_cast<int>(cx - radius); x <= static_cast<int>(cx + radius); ++x) {
        const double d = std::hypot(x - cx, y - cy) / radius;
        const int degree = static_cast<int>(std::atan2(y - cy, x - cx) * 57.3 + 180);
        if (degree % 30 < gap) continue;
        if (d <= 1 && (d > 0.95 || (d > 0.66 && d < 0.69) || (d < 0.5 && (x + y) % 9 < 3)))
          set(x, y);
      }
  }
  Image image() const { return Image::from_grey(grey.data(), kWidth, kHeight, kWidth, 150); }
};

TEST(Seal, IsFoundByItsOutline) {
  const struct {
    const char* what;
    double mm;
    int gap;
    std::size_t found;
  } table[] = {{"none", 0, 0, 0},          {"of an office", 36, 0, 1}, {"of a commune", 30, 0, 1},
               {"of the state", 42, 0, 1}, {"worn", 36, 4, 1},         {"a coin", 20, 0, 0},
               {"a plate", 70, 0, 0},      {"scraps", 36, 22, 0}};
  for (const auto& row : table) {
    Sheet sheet;
    sheet.text();
    if (row.mm > 0) sheet.seal(800, 1330, row.mm, row.gap);
    std::vector<Layer> layers;
    take_out_seals(sheet.image(), true, layers);
    ASSERT_EQ(layers.size(), row.found) << row.what;
    if (layers.empty()) continue;
    EXPECT_EQ(layers[0].kind, LayerKind::seal);
    EXPECT_NEAR(layers[0].box.x0, 800 - row.mm / 2 * Sheet::kMm, 10) << row.what;
    EXPECT_NEAR(layers[0].box.y1, 1330 + row.mm / 2 * Sheet::kMm, 10) << row.what;
  }
}

TEST(Seal, WordsThatGoOnIntoItStay) {
  Sheet sheet;
  sheet.text();
  sheet.seal(800, 1350, 36);
  sheet.line(760, 1265, 16, 18);  // a title across the upper edge
  std::vector<Layer> layers;
  const Image cleaned = take_out_seals(sheet.image(), true, layers);
  const auto after = cleaned.grey_bytes();
  const auto at = [&](int x, int y) {
    return after[static_cast<std::size_t>(y * Sheet::kWidth + x)];
  };
  ASSERT_EQ(layers.size(), 1U);
  for (const int letter : {0, 1, 2, 3, 4, 6, 7})
    EXPECT_EQ(at(761 + letter * 18, 1270), 0) << letter;
  int inside = 0;
  for (int y = 1300; y < 1450; ++y)
    for (int x = 740; x < 860; ++x) inside += at(x, y) == 0;
  EXPECT_EQ(inside, 0);
  // The text elsewhere is as it was.
  for (int y = 0; y < 1200; ++y)
    for (int x = 0; x < Sheet::kWidth; ++x)
      ASSERT_EQ(at(x, y), sheet.grey[static_cast<std::size_t>(y * Sheet::kWidth + x)]);
}

TEST(Seal, PalerThanPrintLeavesWhatStandsBelowIt) {
  for (const bool rows : {true, false}) {
    Sheet sheet;
    sheet.text();
    for (const int y : {1265, 1340, 1400}) sheet.line(700, y, 16, 18);
    const auto printed = sheet.grey;
    sheet.ink = 140;
    sheet.seal(800, 1350, 36);
    std::vector<Layer> layers;
    const auto after = take_out_seals(sheet.image(), rows, layers).grey_bytes();
    ASSERT_EQ(layers.size(), 1U);
    EXPECT_EQ(after, printed);
  }
}

TEST(Seal, OfALyingPageIsOnlyNoted) {
  Sheet sheet;
  sheet.seal(800, 1330, 36);
  std::vector<Layer> layers;
  EXPECT_EQ(take_out_seals(sheet.image(), false, layers).grey_bytes(), sheet.grey);
  EXPECT_EQ(layers.size(), 1U);
}

TEST(Seal, ThreeSignatoriesHaveThree) {
  Sheet sheet;
  sheet.text();
  for (const int x : {250, 600, 950}) sheet.seal(x, 1350, 36);
  std::vector<Layer> layers;
  take_out_seals(sheet.image(), true, layers);
  EXPECT_EQ(layers.size(), 3U);
}

TEST(Seal, SmallPicturesAndHugeOnesHaveNone) {
  silence_leptonica();
  const std::vector<unsigned char> grey(9000, 200);
  for (const int width : {1, 30, 9000}) {
    std::vector<Layer> layers;
    take_out_seals(
        Image::from_grey(grey.data(), width, 9000 / width, static_cast<std::size_t>(width), 150),
        true, layers);
    EXPECT_TRUE(layers.empty());
  }
}

}  // namespace
}  // namespace sohoa
