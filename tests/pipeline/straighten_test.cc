#include "pipeline/image/straighten.hh"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace sohoa {
namespace {

/// White with one black square of 11 pixels around a point.
Image dot(int width, int height, int x, int y) {
  std::vector<unsigned char> grey(static_cast<std::size_t>(width * height), 255);
  for (int v = y - 5; v <= y + 5; ++v)
    for (int u = x - 5; u <= x + 5; ++u) grey[static_cast<std::size_t>(v * width + u)] = 0;
  return Image::from_grey(grey.data(), width, height, static_cast<std::size_t>(width), 150);
}

/// Middle of the dark pixels.
std::pair<double, double> find_dot(const Image& image) {
  const auto grey = image.grey_bytes();
  double sx = 0, sy = 0, n = 0;
  for (std::size_t i = 0; i < grey.size(); ++i)
    if (grey[i] < 128) {
      sx += static_cast<double>(i % static_cast<std::size_t>(image.width())) + 0.5;
      sy += static_cast<double>(i / static_cast<std::size_t>(image.width())) + 0.5;
      ++n;
    }
  return {sx / n, sy / n};
}

void expect_way_back(const Turned& turned, double x, double y) {
  const auto [u, v] = find_dot(turned.image);
  EXPECT_NEAR(turned.back[0] * u + turned.back[1] * v + turned.back[2], x, 1.0);
  EXPECT_NEAR(turned.back[3] * u + turned.back[4] * v + turned.back[5], y, 1.0);
}

TEST(Straighten, TheWayBackLeadsToTheSamePixel) {
  const Image image = dot(400, 300, 330, 80);
  for (const int quarters : {0, 1, 2, 3}) expect_way_back(turned_quarters(image, quarters), 330.5, 80.5);
  for (const double degrees : {-7.0, 0.5, 12.0}) expect_way_back(turned_by(image, degrees), 330.5, 80.5);
}

TEST(Straighten, QuartersTurnClockwise) {
  const auto [x, y] = find_dot(turned_quarters(dot(400, 300, 20, 30), 1).image);  // top left goes to top right
  EXPECT_NEAR(x, 300 - 30.5, 1.0);
  EXPECT_NEAR(y, 20.5, 1.0);
}

TEST(Straighten, FindsTheSlopeOfLines) {
  for (const double slope : {-6.0, -1.0, 0.0, 2.0, 9.0}) {
    constexpr int kSize = 1200;
    std::vector<unsigned char> grey(kSize * kSize, 255);
    const double rise = std::tan(slope * std::acos(-1.0) / 180.0);
    for (int line = 0; line < 18; ++line)
      for (int x = 200; x < 1000; ++x) {
        if (x / 12 % 4 == 3) continue;  // gaps between words
        const int y = 250 + line * 40 + static_cast<int>(rise * (x - kSize / 2));
        for (int k = 0; k < 14; ++k) grey[static_cast<std::size_t>((y + k) * kSize + x)] = 0;
      }
    const Image image = Image::from_grey(grey.data(), kSize, kSize, kSize, 150);
    // Lines that fall to the right must be turned counterclockwise.
    EXPECT_NEAR(skew_of(image), -slope, 0.2) << slope;
    EXPECT_NEAR(skew_of(turned_by(image, skew_of(image)).image), 0.0, 0.2) << slope;
  }
}

TEST(Straighten, TheNoiseOfDarkPaperIsNoInk) {
  constexpr int kSize = 1200;
  std::vector<unsigned char> grey(kSize * kSize);
  std::mt19937 random(7);
  for (auto& g : grey) g = static_cast<unsigned char>(150 + random() % 50);  // half of it below the ink of white paper
  for (int line = 0; line < 18; ++line)
    for (int x = 200; x < 1000; ++x) {
      if (x / 12 % 4 == 3) continue;
      const int y = 250 + line * 40 + (x - kSize / 2) * 2 / 100;
      for (int k = 0; k < 14; ++k) grey[static_cast<std::size_t>((y + k) * kSize + x)] = 60;
    }
  EXPECT_NEAR(skew_of(Image::from_grey(grey.data(), kSize, kSize, kSize, 150)), -1.15, 0.2);
}

TEST(Affine, InverseAndCompositionAgree) {
  const Affine map{0.5, 0.2, 7, -0.1, 0.8, -3};
  const Affine there_and_back = composed(inverse(map), map);
  for (std::size_t i = 0; i < map.size(); ++i) EXPECT_NEAR(there_and_back[i], kIdentity[i], 1e-9);
  EXPECT_EQ(mapped({2, 0, 1, 0, 2, 0}, {1, 2, 3, 4}), (Box{3, 4, 7, 8}));
  EXPECT_EQ(mapped({0, -1, 10, 1, 0, 0}, {1, 2, 3, 4}), (Box{6, 1, 8, 3}));
}

}  // namespace
}  // namespace sohoa
