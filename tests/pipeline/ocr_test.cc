#include "pipeline/ocr/engine.hh"

#include <gtest/gtest.h>

#include <cstdint>

#include "pipeline/image/decode.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

Image letter() {
  const std::string bytes = test::data_file("letter.png");
  return decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value();
}

using Maker = Result<std::unique_ptr<OcrEngine>> (*)();
class Ocr : public testing::TestWithParam<Maker> {};

TEST_P(Ocr, ReadsVietnameseWithBoxesAndLines) {
  const auto engine = GetParam()().value();
  const std::vector<Word> words = engine->recognize(letter()).value();
  Page page;
  page.words = words;
  const std::string text = text_of(page);
  EXPECT_NE(text.find("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;"), std::string::npos) << text;
  EXPECT_NE(text.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), std::string::npos) << text;
  for (const Word& word : words) {
    ASSERT_TRUE(word.box);
    EXPECT_GT(word.box->width(), 0);
    EXPECT_LE(word.box->x1, 1240);
    if (word.text == "Căn") {
      EXPECT_NEAR(word.box->x0, 150, 6);
    }
  }
}

TEST_P(Ocr, KeepsNothingFromPageToPageAndSaysItsVersion) {
  const auto engine = GetParam()().value(), other = GetParam()().value();
  const auto first = engine->recognize(letter()).value(), second = engine->recognize(letter()).value();
  EXPECT_EQ(first, second);
  EXPECT_EQ(first, other->recognize(letter()).value());
  EXPECT_EQ(engine->fingerprint(), other->fingerprint());
  EXPECT_FALSE(engine->fingerprint().empty());
}

TEST_P(Ocr, AnEmptyImageHasNoWords) {
  const std::vector<unsigned char> white(400 * 400, 255);
  EXPECT_TRUE(
      GetParam()().value()->recognize(Image::from_grey(white.data(), 400, 400, 400, 150)).value().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, Ocr, testing::Values(make_tesseract, make_line_engine));

}  // namespace
}  // namespace sohoa
