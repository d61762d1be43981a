#include "pipeline/source/source.hh"

#include <gtest/gtest.h>

#include <cstdint>

#include "core/text/normalize.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

using test::bytes_of;
using namespace std::string_literals;

TEST(Source, KindComesFromTheFirstBytesThenFromTheName) {
  const struct {
    std::string head, name;
    FileKind kind;
  } table[] = {
      {"%PDF-1.7\n", "a.pdf", FileKind::pdf},
      {std::string(900, 'x') + "%PDF-1.4", "scan", FileKind::pdf},
      {std::string(1100, 'x') + "%PDF-1.4", "scan", FileKind::unsupported},
      {"garbage", "A.PDF", FileKind::pdf},
      {"II*\0rest"s, "a.pdf", FileKind::tiff},
      {"MM\0*rest"s, "x", FileKind::tiff},
      {"\xFF\xD8\xFF\xE0", "x", FileKind::jpeg},
      {"\x89PNG\r\n\x1A\n", "x", FileKind::png},
      {"\0\0\0\x0CjP  \r\n\x87\n"s, "x", FileKind::jpeg2000},
      {"Căn cứ", "van ban.TXT", FileKind::text},
      {"%PDF-1.4 is how a PDF begins", "notes.txt", FileKind::text},
      {"Căn cứ", "van ban", FileKind::unsupported},
      {"PK\3\4", "a.xlsx", FileKind::unsupported},
  };
  for (const auto& row : table)
    EXPECT_EQ(kind_of(bytes_of(row.head), row.name), row.kind) << row.name << " " << row.head.substr(0, 20);
}

TEST(Source, WhatCannotBeReadSaysWhy) {
  const struct {
    std::string bytes, name;
    ErrorCode code;
  } table[] = {
      {"", "a.pdf", ErrorCode::empty},
      {"hello", "a.docx", ErrorCode::unsupported},
      {"hello", "a.pdf", ErrorCode::damaged},
      {"%PDF-1.4\nnothing follows", "a.pdf", ErrorCode::damaged},
      {"II*\0\xFF\xFF\xFF\x7F"s, "a.tif", ErrorCode::damaged},
      {"\x89PNG\r\n\x1A\n", "a.png", ErrorCode::damaged},
      {"\xFF\xD8\xFF\xE0 cut", "a.jpg", ErrorCode::damaged},
      {"c\xF4ng v\xE3n", "a.txt", ErrorCode::damaged},  // too little to tell the code
      {"a\0b"s, "a.txt", ErrorCode::damaged},
      {" \n\f\n ", "a.txt", ErrorCode::empty},
      {test::pdf(
           "BT /F 12 Tf (x) Tj ET", "0 0 595 842", "",
           "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<0000000000000000000000000000000000000000000000000000000000000000>"
           "/U<0000000000000000000000000000000000000000000000000000000000000000>>>/ID[<00><00>]"),
       "a.pdf", ErrorCode::encrypted},
  };
  for (const auto& row : table) {
    const auto source = open_source(bytes_of(row.bytes), row.name);
    ASSERT_FALSE(source) << row.name << " " << name(row.code);
    EXPECT_EQ(source.error().code, row.code) << row.name << ": " << source.error().message;
  }
}

TEST(Source, TextPagesEndAtFormFeedsAndBlocksAtEmptyLines) {
  const std::string text = "\xEF\xBB\xBFSố: 12/QĐ-UBND\r\n\r\nQuyê\xCC\x81t định\nvề việc\fTrang hai\f";
  const auto source = open_source(bytes_of(text), "a.txt");
  ASSERT_TRUE(source) << source.error().message;
  ASSERT_EQ((*source)->page_count(), 2);
  const auto facts = (*source)->facts(1).value();
  std::string seen;
  for (const Word& word : facts.embedded) {
    EXPECT_FALSE(word.box);
    seen += word.text + "@" + std::to_string(word.line) + "," + std::to_string(word.block) + " ";
  }
  EXPECT_EQ(seen, "Số:@0,0 12/QĐ-UBND@0,0 Quyết@1,1 định@1,1 về@2,1 việc@2,1 ");
  EXPECT_EQ((*source)->facts(2).value().embedded.size(), 2U);
}

TEST(Source, PdfPagesHaveSizesAndWordsAtThreeHundredDpi) {
  const std::string bytes = test::pdf("BT /F 24 Tf 72 720 Td (Hello) Tj 100 0 Td (world) Tj ET", "0 0 612 792");
  const auto source = open_source(bytes_of(bytes), "a.pdf");
  ASSERT_TRUE(source) << source.error().message;
  const auto facts = (*source)->facts(1).value();
  EXPECT_DOUBLE_EQ(facts.width_pt, 612);
  EXPECT_EQ(facts.height_px, 3300);
  EXPECT_FALSE(facts.scanned);
  ASSERT_EQ(facts.embedded.size(), 2U);
  EXPECT_EQ(facts.embedded[0].text, "Hello");
  EXPECT_NEAR(facts.embedded[0].box->x0, 300, 6);
  EXPECT_NEAR(facts.embedded[0].box->y1, 300, 40);
  const Image image = (*source)->render(1, 150, false).value();
  EXPECT_EQ(image.width(), 1275);
  EXPECT_EQ(image.dpi(), 150);
}

TEST(Source, ATurnedPdfPageIsReportedUpright) {
  const std::string bytes = test::pdf("BT /F 24 Tf 72 720 Td (Hello) Tj ET", "0 0 600 800", "/Rotate 90");
  const auto source = open_source(bytes_of(bytes), "a.pdf");
  const auto facts = (*source)->facts(1).value();
  EXPECT_DOUBLE_EQ(facts.width_pt, 800);
  EXPECT_EQ((*source)->render(1, 72, false).value().width(), 800);
}

TEST(Source, RulesArePlacedAsThePageIsShown) {
  const std::string text = "BT /F 9 Tf 50 10 Td (word) Tj ET ";
  struct Case {
    const char* what;
    std::string drawn;
    const char* turned;
    std::vector<Box> rules;
  };
  const Case cases[] = {
      {"a stroked line, from the top", "72 720 m 144 720 l S", "", {{300, 300, 600, 301}}},
      {"within a transformed state", "q 2 0 0 2 72 720 cm 0 0 m 36 0 l S Q", "", {{300, 300, 600, 301}}},
      {"sides of a rectangle", "72 648 72 72 re S", "", {{300, 600, 600, 601}, {600, 300, 601, 600}, {300, 300, 600, 301}, {300, 300, 301, 600}}},
      {"a filled bar", "72 720 72 0.72 re f", "", {{300, 297, 600, 300}}},
      {"on a turned page", "72 720 m 144 720 l S", "/Rotate 90", {{3000, 300, 3001, 600}}},
      {"a shaded cell has no rules", "72 648 72 72 re f", "", {}},
      {"a clip is not painted", "72 648 72 72 re W n", "", {}},
      {"white on white", "1 G 72 720 m 144 720 l S 1 g 72 600 72 0.5 re f", "", {}},
      {"slanting", "72 720 m 144 648 l S", "", {}},
      {"a curve", "72 720 m 90 721 100 721 144 720 c S", "", {}},
  };
  for (const Case& one : cases) {
    const std::string bytes = test::pdf(text + one.drawn, "0 0 612 792", one.turned);
    const auto source = open_source(bytes_of(bytes), "a.pdf");
    ASSERT_TRUE(source) << one.what;
    const auto facts = (*source)->facts(1);
    ASSERT_TRUE(facts) << one.what;
    EXPECT_EQ(facts->rules, one.rules) << one.what;
  }
}

TEST(Source, HugePagesAreDrawnSmallerAndEndlessOnesRefused) {
  const struct {
    std::string box;
    bool drawn;
  } table[] = {{"0 0 14400 14400", true}, {"0 0 14400000 14400000", false}};
  for (const auto& row : table) {
    const std::string bytes = test::pdf("0 0 m 100 100 l S", row.box);
    const auto source = open_source(bytes_of(bytes), "a.pdf");
    ASSERT_TRUE(source) << source.error().message;
    const auto image = (*source)->render(1, 300, false);
    ASSERT_EQ(image.has_value(), row.drawn) << row.box;
    if (image) {
      EXPECT_LT(image->dpi(), 100);
      EXPECT_LE(image->width(), 32000);
    } else {
      EXPECT_EQ(image.error().code, ErrorCode::too_large);
    }
  }
}

TEST(Source, ImagesWithoutBelievableResolutionCoverAnA4Sheet) {
  const struct {
    std::uint32_t width, height, dpi;
    double points_wide;
    int dpi_seen;
  } table[] = {
      {1240, 1754, 150, 595.2, 150}, {2480, 3508, 72, 595, 0},  // 72 dpi would make it a metre high
      {2480, 3508, 0, 595, 0},       {3508, 2480, 0, 842, 0},  {595, 842, 72, 595, 72},
  };
  for (const auto& row : table) {
    const std::string bytes = test::tiff(1, row.width, row.height, row.dpi);
    const auto source = open_source(bytes_of(bytes), "a.tif");
    ASSERT_TRUE(source) << source.error().message;
    const auto facts = (*source)->facts(1).value();
    EXPECT_NEAR(facts.width_pt, row.points_wide, 1.0);
    EXPECT_EQ(facts.dpi, row.dpi_seen);
    EXPECT_EQ(facts.width_px, static_cast<int>(row.width));
  }
}

TEST(Source, TiffPagesAreCountedAndReduced) {
  const std::string bytes = test::tiff(3, 600, 300, 300);
  const auto source = open_source(bytes_of(bytes), "a.tif");
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->page_count(), 3);
  const Image image = (*source)->render(3, 150, true).value();
  EXPECT_EQ(image.width(), 300);
  EXPECT_EQ(image.height(), 150);
}

}  // namespace
}  // namespace sohoa
