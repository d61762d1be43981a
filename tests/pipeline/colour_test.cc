#include "pipeline/image/colour.hh"

#include <gtest/gtest.h>

#include <cmath>

namespace sohoa {
namespace {

/// An A4 page at 150 dpi to draw on.
struct Sheet {
  static constexpr int kWidth = 1240, kHeight = 1754;
  std::vector<unsigned char> rgb = std::vector<unsigned char>(kWidth * kHeight * 3, 255);

  void set(int x, int y, int r, int g, int b) {
    unsigned char* p = &rgb[static_cast<std::size_t>(y * kWidth + x) * 3];
    p[0] = static_cast<unsigned char>(r), p[1] = static_cast<unsigned char>(g), p[2] = static_cast<unsigned char>(b);
  }
  void rectangle(int x0, int y0, int x1, int y1, int r, int g, int b) {
    for (int y = y0; y < y1; ++y)
      for (int x = x0; x < x1; ++x) set(x, y, r, g, b);
  }
  /// Two rings and a star of dots, as on a seal.
  void seal(int cx, int cy, int radius) {
    for (int y = cy - radius; y <= cy + radius; ++y)
      for (int x = cx - radius; x <= cx + radius; ++x) {
        const double d = std::hypot(x - cx, y - cy) / radius;
        if (d <= 1 && (d > 0.92 || (d > 0.6 && d < 0.66) || (x + y) % 24 < 7)) set(x, y, 215, 45, 50);
      }
  }
  Image image() const { return Image::from_rgb(rgb.data(), kWidth, kHeight, kWidth * 3, 150); }
};

int grey_at(const Image& image, int x, int y) {
  return image.grey_bytes()[static_cast<std::size_t>(y * image.width() + x)];
}

TEST(Colour, ASealIsTakenOutAndTheLettersUnderItStay) {
  Sheet sheet;
  sheet.seal(700, 1200, 105);
  sheet.rectangle(640, 1195, 760, 1205, 25, 25, 28);
  std::vector<Layer> layers;
  const Image grey = take_out_colour(sheet.image(), layers);
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_EQ(layers[0].kind, LayerKind::seal);
  EXPECT_NEAR(layers[0].box.x0, 595, 8);
  EXPECT_NEAR(layers[0].box.y1, 1305, 8);
  EXPECT_FALSE(grey.colour());
  EXPECT_LT(grey_at(grey, 700, 1200), 60);
  EXPECT_GT(grey_at(grey, 700, 1098), 230);  // on the outer ring
}

TEST(Colour, ASealPartedByAPenIsOneSeal) {
  Sheet sheet;
  sheet.seal(700, 1200, 105);
  for (int i = -120; i < 120; ++i) sheet.rectangle(693 + i, 1193 - i / 3, 707 + i, 1213 - i / 3, 40, 50, 160);
  std::vector<Layer> layers;
  const Image grey = take_out_colour(sheet.image(), layers);
  ASSERT_GE(layers.size(), 2U);
  EXPECT_EQ(layers[0].kind, LayerKind::seal);
  EXPECT_NEAR(layers[0].box.y0, 1095, 8);
  EXPECT_NEAR(layers[0].box.y1, 1305, 8);
  for (std::size_t i = 1; i < layers.size(); ++i) EXPECT_EQ(layers[i].kind, LayerKind::handwriting);
  EXPECT_GT(grey_at(grey, 700, 1203), 230);
}

TEST(Colour, APenIsTakenOutAndAStampedNameStays) {
  Sheet sheet;
  for (int i = 0; i < 160; ++i) sheet.rectangle(300 + i, 800 - i / 2, 305 + i, 806 - i / 2, 50, 60, 170);
  for (int i = 0; i < 16; ++i) sheet.rectangle(700 + i * 14, 900, 709 + i * 14, 915, 200, 40, 60);
  std::vector<Layer> layers;
  const Image grey = take_out_colour(sheet.image(), layers);
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers[0].kind, LayerKind::stamp);
  EXPECT_EQ(layers[1].kind, LayerKind::handwriting);
  EXPECT_GT(grey_at(grey, 380, 762), 230);
  EXPECT_LT(grey_at(grey, 704, 907), 130);
}

TEST(Colour, WordsOfAPagePrintedInBlueAreNoHandwriting) {
  Sheet sheet;
  for (int line = 0; line < 12; ++line)
    for (int word = 0; word < 8; ++word)
      for (int letter = 0; letter < 2; ++letter) {
        const int x = 150 + word * 110 + letter * 14, y = 200 + line * 60;
        sheet.rectangle(x, y, x + 8, y + 16, 20, 20, 90);
      }
  std::vector<Layer> layers;
  const Image grey = take_out_colour(sheet.image(), layers);
  EXPECT_GE(layers.size(), 90U);
  for (const Layer& layer : layers) EXPECT_EQ(layer.kind, LayerKind::stamp);
  EXPECT_LT(grey_at(grey, 154, 206), 60);
}

TEST(Colour, GreyPagesAndTintedPaperHaveNoLayers) {
  Sheet sheet;
  sheet.rectangle(0, 0, Sheet::kWidth, Sheet::kHeight, 245, 236, 214);
  sheet.rectangle(200, 200, 900, 210, 30, 30, 30);
  std::vector<Layer> layers;
  take_out_colour(sheet.image(), layers);
  EXPECT_TRUE(layers.empty());
}

}  // namespace
}  // namespace sohoa
