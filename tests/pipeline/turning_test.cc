#include "pipeline/image/turning.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/image/decode.hh"
#include "pipeline/image/straighten.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

/// The letter twice in the middle of a square sheet, so that turning cuts nothing off.
Image letter() {
  const std::string bytes = test::data_file("letter.png");
  const Image image = decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value();
  constexpr std::size_t kSide = 2000;
  const auto width = static_cast<std::size_t>(image.width()), left = (kSide - width) / 2;
  const auto from = image.grey_bytes();
  std::vector<unsigned char> sheet(kSide * kSide, 255);
  for (const std::size_t top : {300, 1000})
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height()); ++y)
      std::copy_n(&from[y * width], width, &sheet[(y + top) * kSide + left]);
  return Image::from_grey(sheet.data(), kSide, kSide, kSide, 150);
}

TEST(Turning, APageIsHeldUprightHoweverItLies) {
  const Image sheet = letter();
  for (const int quarters : {0, 1, 2, 3})
    for (const double degrees : {0.0, -3.0, 8.0, -14.8, 14.8}) {
      const Image scan = turned_by(turned_quarters(sheet, quarters).image, degrees).image;
      const Pose pose = pose_of(scan, ink_of(scan));
      const int wanted = (4 - quarters) % 4;
      const bool reading_decides = !pose.sure && degrees != 0 && pose.quarters == (wanted + 2) % 4;
      EXPECT_TRUE(pose.quarters == wanted || reading_decides) << quarters << " quarters and " << degrees << "°";
    }
}

TEST(Turning, APageWithoutLettersStaysAsItIs) {
  const std::vector<unsigned char> grey(800 * 800, 250);
  const Image blank = Image::from_grey(grey.data(), 800, 800, 800, 150);
  const Pose pose = pose_of(blank, ink_of(blank));
  EXPECT_EQ(pose.quarters, 0);
  EXPECT_FALSE(pose.sure);
}

}  // namespace
}  // namespace sohoa
