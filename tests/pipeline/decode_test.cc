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

}  // namespace
}  // namespace sohoa
