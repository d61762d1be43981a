#include "pipeline/image/decode.hh"

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

TEST(Decode, RefusesWhatWouldNotFitBeforeDecodingIt) {
  // The header promises 100,000 × 100,000 pixels; there are none.
  std::string bytes = test::tiff(1, 2, 2, 300);
  bytes.replace(8 + 2 + 8, 4, test::little(100000, 4));
  bytes.replace(8 + 2 + 12 + 8, 4, test::little(100000, 4));
  const auto image = decode(test::bytes_of(bytes), Coding::tiff, 0, 100, 100, 300, false);
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().code, ErrorCode::too_large);
}

TEST(Decode, ACutFileIsDamagedNotACrash) {
  const std::string whole = test::data_file("letter.png");
  ASSERT_GT(whole.size(), 1000U);
  for (const std::size_t size : {std::size_t{9}, std::size_t{40}, whole.size() / 2}) {
    const std::string cut = whole.substr(0, size);
    testing::internal::CaptureStderr();
    const auto image = decode(test::bytes_of(cut), Coding::png, 0, 1240, 700, 150, false);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    if (!image) {
      EXPECT_EQ(image.error().code, ErrorCode::damaged) << size;
    }
  }
}

TEST(Decode, ReadsResolutionAndColour) {
  const std::string bytes = test::data_file("letter.png");
  const ImageHeader header = read_header(test::bytes_of(bytes), Coding::png, 0).value();
  EXPECT_EQ(header.width, 1240);
  EXPECT_EQ(header.dpi, 150);
  EXPECT_FALSE(decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value().colour());
}

TEST(Decode, TransparencyShowsWhitePaper) {
  // A PNG of 2 × 1 pixels: transparent black, opaque black.
  const unsigned char png[] = {
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0,
      244, 34, 127, 138, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 96, 128, 128, 255, 0, 1, 8, 1, 0, 77,
      25, 143, 57, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130};
  for (const bool colour : {false, true}) {
    const auto image = decode(std::as_bytes(std::span(png)), Coding::png, 0, 2, 1, 150, colour);
    ASSERT_TRUE(image);
    EXPECT_EQ(image->grey_bytes(), (std::vector<unsigned char>{255, 0})) << colour;
  }
}

}  // namespace
}  // namespace sohoa
