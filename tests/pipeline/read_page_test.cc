#include "pipeline/read_page.hh"

#include <gtest/gtest.h>

#include <cstdint>

#include "pipeline/best_reading.hh"
#include "pipeline/image/decode.hh"
#include "pipeline/image/show_through.hh"
#include "pipeline/image/straighten.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

/// A source of one given image, as a scanner would have stored it.
class OneImage : public PageSource {
 public:
  explicit OneImage(Image image) : image_(std::move(image)) {}
  FileKind kind() const override { return FileKind::png; }
  int page_count() const override { return 1; }
  Result<PageFacts> facts(int) override {
    PageFacts facts;
    facts.width_pt = image_.width() * 72.0 / 150;
    facts.height_pt = image_.height() * 72.0 / 150;
    facts.width_px = image_.width();
    facts.height_px = image_.height();
    facts.dpi = 150;
    return facts;
  }
  Result<Image> render(int, int, bool) override { return turned_quarters(image_, 0).image; }

 private:
  Image image_;
};

Image letter() {
  const std::string bytes = test::data_file("letter.png");
  return decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value();
}

bool has_issue(const Page& page, std::string_view code) {
  for (const Issue& issue : page.issues)
    if (issue.code == code && issue.page == page.n) return true;
  return false;
}

TEST(ReadPage, HoweverThePageLiesItsWordsStandUpright) {
  const auto engine = make_line_engine().value();
  // Where the C of "Căn" stands in the letter, and where it came from in the turned scan.
  const struct {
    int quarters;
    double degrees;
  } table[] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {0, 4}, {2, -3}};
  for (const auto& row : table) {
    Turned scan = turned_by(turned_quarters(letter(), row.quarters).image, row.degrees);
    const Turned quarter = turned_quarters(letter(), row.quarters);
    const Affine to_letter = composed(quarter.back, scan.back);
    OneImage source(std::move(scan.image));
    const auto page = read_page(source, 1, *engine);
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_NE(text_of(*page).find("Căn cứ Luật Lưu trữ"), std::string::npos)
        << row.quarters << " " << row.degrees << "\n"
        << text_of(*page);
    for (const Word& word : page->words) {
      if (word.text != "Căn") continue;
      const Box box = mapped(composed(to_letter, page->to_original), *word.box);
      EXPECT_NEAR(box.center_x(), 173, 8) << row.quarters << " " << row.degrees;
      EXPECT_NEAR(box.center_y(), 215, 8) << row.quarters << " " << row.degrees;
    }
  }
}

TEST(ReadPage, ColumnsOfTheHeaderDoNotInterleave) {
  const auto engine = make_line_engine().value();
  OneImage source(letter());
  const Page page = read_page(source, 1, *engine).value();
  for (const Word& a : page.words)
    for (const Word& b : page.words)
      if (a.text == "UBND" && b.text == "CỘNG") {
        EXPECT_NE(a.block, b.block) << text_of(page);
      }
}

TEST(ReadPage, ABlankPageIsMarked) {
  const auto engine = make_line_engine().value();
  std::vector<unsigned char> paper(1240 * 1754, 247);
  for (int hole : {500, 1200})  // punched
    for (int y = -18; y < 18; ++y)
      for (int x = -18; x < 18; ++x)
        if (x * x + y * y < 300) paper[static_cast<std::size_t>((hole + y) * 1240 + 60 + x)] = 40;
  OneImage source(Image::from_grey(paper.data(), 1240, 1754, 1240, 150));
  const Page page = read_page(source, 1, *engine).value();
  EXPECT_TRUE(page.blank);
  EXPECT_TRUE(page.words.empty());
  EXPECT_TRUE(has_issue(page, "page.blank"));
  EXPECT_EQ(page.width, 2480);
}

/// The letter with another behind it, mirrored and `through` times as dark, printed `print` times as dark as black.
Image sheet_of(double print, double through) {
  const Image front = letter(), back = mirrored(letter());
  std::vector<unsigned char> grey = front.grey_bytes();
  const std::vector<unsigned char> behind = back.grey_bytes();
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] = static_cast<unsigned char>(245 * (1 - print * (255 - grey[i]) / 255) * (1 - through * (255 - behind[i]) / 255));
  return Image::from_grey(grey.data(), front.width(), front.height(), static_cast<std::size_t>(front.width()), 150);
}

TEST(ReadPage, WhatShinesThroughIsNoText) {
  const auto engine = make_line_engine().value();
  const struct {
    const char* what;
    double print, through;
    bool read, said;
  } rows[] = {
      {"a letter", 1, 0, true, false},
      {"before another", 1, 0.5, true, true},
      {"an empty back", 0, 0.5, false, true},
      {"faint print", 0.5, 0, true, false},
  };
  for (const auto& row : rows) {
    OneImage source(sheet_of(row.print, row.through));
    const Page page = read_page(source, 1, *engine).value();
    EXPECT_EQ(text_of(page).find("Căn cứ Luật Lưu trữ") != std::string::npos, row.read) << row.what << "\n" << text_of(page);
    EXPECT_EQ(page.blank, !row.read) << row.what << "\n" << text_of(page);
    EXPECT_EQ(has_issue(page, "page.show_through"), row.said) << row.what;
  }
}

/// Says one word, whatever it is shown.
class OneWord : public OcrEngine {
 public:
  explicit OneWord(std::string text) : text_(std::move(text)) {}
  using OcrEngine::recognize;
  Result<std::vector<Word>> recognize(const Image&, const std::vector<Box>&) override {
    Word word;
    word.text = text_;
    word.confidence = 0.9;
    return std::vector<Word>{word};
  }
  std::string fingerprint() const override { return "one word"; }

 private:
  std::string text_;
};

TEST(ReadPage, OfAPageWithHardlyAnyPrintWordsAndNumbersStay) {
  Ink ink;
  ink.letters = 40;
  ink.pale_share = 0.9;
  const struct {
    const char* word;
    bool stays;
  } rows[] = {{"@#", false}, {"2025-06-18T07:51:39", true}, {"15", true}, {"@Đ0", false}, {"trắng", true}};
  for (const auto& row : rows) {
    OneWord engine(row.word);
    EXPECT_EQ(best_reading(letter(), ink, engine).value().words.empty(), !row.stays) << row.word;
  }
}

TEST(ReadPage, TextFilesAreTakenAsTheyAre) {
  const auto engine = make_line_engine().value();
  const std::string text = "CHỈ THỊ\nVề việc thử nghiệm\f";
  const auto source = open_source(test::bytes_of(text), "a.txt").value();
  const Page page = read_page(*source, 1, *engine).value();
  EXPECT_EQ(page.origin, Origin::text);
  EXPECT_EQ(text_of(page), "CHỈ THỊ\nVề việc thử nghiệm\n");
  EXPECT_DOUBLE_EQ(page.valid_syllables, 1.0);
}

TEST(ReadPage, ALayerIsBelievedOnlyWhenItIsVietnameseAndOnThePage) {
  const auto engine = make_line_engine().value();
  const std::string shown =
      "BT /F 14 Tf 72 700 Td (Ban Nam theo hai quy trinh nay cho nhanh) Tj 0 -30 Td (trong nam nay) Tj ET";
  const struct {
    std::string content;
    bool believed;
  } table[] = {
      {shown, true},
      {"BT /F 14 Tf 72 700 Td (Thx qzck brwn fxs jmps ovr lzy dgs and mrx) Tj ET", false},
      {"BT 3 Tr /F 14 Tf 72 700 Td (Ban Nam theo hai quy trinh nay cho nhanh) Tj ET", false},  // drawn invisibly
  };
  for (const auto& row : table) {
    const std::string bytes = test::pdf(row.content);
    const auto source = open_source(test::bytes_of(bytes), "a.pdf").value();
    const Page page = read_page(*source, 1, *engine).value();
    EXPECT_EQ(page.origin == Origin::embedded, row.believed) << row.content;
    EXPECT_EQ(has_issue(page, "page.text_layer_unused"), !row.believed) << row.content;
  }
}

}  // namespace
}  // namespace sohoa
