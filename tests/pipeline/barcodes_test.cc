#include "pipeline/barcode/find_barcodes.hh"

#include <gtest/gtest.h>

#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <random>

namespace sohoa {
namespace {

constexpr int kWidth = 1240, kHeight = 1754;  // A4 at 150 dpi

/// A page of grey noise with the codes at these places, `module` pixels a module, turned by quarters.
struct Put {
  std::string text;
  int x = 0, y = 0, module = 4, quarters = 0;
};

Image page_with(const std::vector<Put>& codes, int scale = 1, int noise = 20) {
  const int width = kWidth * scale, height = kHeight * scale;
  std::vector<unsigned char> grey(static_cast<std::size_t>(width * height), 245);
  std::mt19937 random(7);
  for (unsigned char& pixel : grey) pixel = static_cast<unsigned char>(pixel - static_cast<int>(random() % static_cast<unsigned>(noise)));
  for (const Put& put : codes) {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setEncoding(ZXing::CharacterSet::UTF8).setMargin(0);
    const ZXing::BitMatrix code = writer.encode(put.text, 0, 0);
    for (int y = 0; y < code.height() * put.module; ++y)
      for (int x = 0; x < code.width() * put.module; ++x) {
        int u = x / put.module, v = y / put.module;
        for (int q = 0; q < put.quarters; ++q) std::tie(u, v) = std::pair(v, code.width() - 1 - u);
        if (code.get(u, v)) grey[static_cast<std::size_t>((put.y + y) * width + put.x + x)] = 25;
      }
  }
  return Image::from_grey(grey.data(), width, height, static_cast<std::size_t>(width), 150 * scale);
}

std::vector<std::string> texts(const std::vector<Barcode>& codes) {
  std::vector<std::string> out;
  for (const Barcode& code : codes) out.push_back(code.text);
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Barcodes, AreReadWhereTheyStand) {
  const struct {
    const char* what;
    std::vector<Put> codes;
    int scale;
    std::vector<std::string> expected;
  } rows[] = {
      {"none", {}, 1, {}},
      {"one", {{"000.00.00.H37-250515-0001", 100, 120}}, 1, {"000.00.00.H37-250515-0001"}},
      {"upside down", {{"H37-250515-0001", 100, 120, 4, 2}}, 1, {"H37-250515-0001"}},
      {"on its side", {{"H37-250515-0001", 900, 1500, 4, 1}}, 1, {"H37-250515-0001"}},
      {"letters of a card", {{"001205012345||Nguyễn Văn Thử|01012005|Nam|Thôn Đông, Sông Lam|10052021", 600, 800}}, 1,
       {"001205012345||Nguyễn Văn Thử|01012005|Nam|Thôn Đông, Sông Lam|10052021"}},
      {"two", {{"first", 100, 120}, {"second", 800, 1400}}, 1, {"first", "second"}},
      {"at 300 dpi", {{"H37-250515-0001", 2000, 2900, 8}}, 2, {"H37-250515-0001"}},
      {"control characters", {{std::string("a\x01\x1b[31mb\x7f"), 100, 120}}, 1, {"a[31mb"}},
  };
  for (const auto& row : rows) EXPECT_EQ(texts(find_barcodes(page_with(row.codes, row.scale))), row.expected) << row.what;
}

TEST(Barcodes, Box) {
  const auto found = find_barcodes(page_with({{"H37-250515-0001", 2000, 2900, 8}}, 2));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].box.x0, 2000, 12);
  EXPECT_NEAR(found[0].box.y0, 2900, 12);
  EXPECT_NEAR(found[0].box.width(), 21 * 8, 20);
  EXPECT_EQ(found[0].format, "QRCode");
}

TEST(Barcodes, OddImages) {
  EXPECT_TRUE(find_barcodes(Image()).empty());
  const unsigned char dot = 0;
  EXPECT_TRUE(find_barcodes(Image::from_grey(&dot, 1, 1, 1, 300)).empty());
  EXPECT_TRUE(find_barcodes(page_with({}, 1, 240)).empty());  // nothing but noise
  EXPECT_EQ(find_barcodes(page_with({{std::string(1200, 'x'), 20, 20, 10}}, 2)).size(), 1u);
}

}  // namespace
}  // namespace sohoa
