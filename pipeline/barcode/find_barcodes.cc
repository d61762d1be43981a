#include "pipeline/barcode/find_barcodes.hh"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/image/ink.hh"

namespace sohoa {
namespace {

constexpr int kEnoughDpi = 200;           // modules of half a millimetre; more is looked at in half the size
constexpr int kSample = 4;                // of every fourth row and column one pixel is looked at
constexpr double kCellMm = 2;
constexpr int kWindow = 3;                // cells; the smallest codes are as large
constexpr double kDark = 0.7;             // of the paper's brightness
constexpr double kLeastDark = 0.35, kMostDark = 0.8;  // share of a code; bold capitals come to 0.3
constexpr std::size_t kMostText = 3000;   // bytes; the largest code holds as much
constexpr std::size_t kMostCodes = 20;

/// Grey rows, each pixel the mean of two by two.
std::vector<unsigned char> halved(const std::vector<unsigned char>& grey, int width, int height) {
  const auto w = static_cast<std::size_t>(width), half = w / 2;
  std::vector<unsigned char> out(half * static_cast<std::size_t>(height / 2));
  for (std::size_t y = 0; y < static_cast<std::size_t>(height / 2); ++y) {
    const unsigned char* row = grey.data() + 2 * y * w;
    for (std::size_t x = 0; x < half; ++x)
      out[y * half + x] = static_cast<unsigned char>((row[2 * x] + row[2 * x + 1] + row[w + 2 * x] + row[w + 2 * x + 1]) / 4);
  }
  return out;
}

/// Whether somewhere about half is dark, as in a code: a look at one pixel of sixteen, which spares pages of print the search.
bool may_hold_codes(const std::vector<unsigned char>& grey, int width, int height, int paper, double mm) {
  const int side = std::max(kSample, static_cast<int>(kCellMm * mm)), columns = width / side, rows = height / side;
  const auto at = [columns](int row, int column) { return static_cast<std::size_t>(row * columns + column); };
  std::vector<int> dark(static_cast<std::size_t>(columns * rows)), looked(dark.size());
  const int threshold = static_cast<int>(kDark * paper);
  for (int row = 0; row < rows; ++row)
    for (int y = row * side; y < (row + 1) * side; y += kSample)
      for (int column = 0; column < columns; ++column)
        for (int x = column * side; x < (column + 1) * side; x += kSample) {
          dark[at(row, column)] += grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] < threshold;
          ++looked[at(row, column)];
        }
  for (int row = 0; row + kWindow <= rows; ++row)
    for (int column = 0; column + kWindow <= columns; ++column) {
      int sum = 0, all = 0;
      for (int v = row; v < row + kWindow; ++v)
        for (int u = column; u < column + kWindow; ++u) sum += dark[at(v, u)], all += looked[at(v, u)];
      if (sum > kLeastDark * all && sum < kMostDark * all) return true;
    }
  return false;
}

std::string cleaned(std::string text) {
  std::erase_if(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; });
  if (text.size() > kMostText) {
    std::size_t end = kMostText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
  }
  return text::normalize(text);
}

Box box_of(const ZXing::Position& position, int scale) {
  Box box{position[0].x, position[0].y, position[0].x + 1, position[0].y + 1};
  for (const ZXing::PointI& corner : position) box = united(box, {corner.x, corner.y, corner.x + 1, corner.y + 1});
  return {box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale};
}

}  // namespace

std::vector<Barcode> find_barcodes(const Image& grey) {
  std::vector<Barcode> found;
  if (grey.empty() || grey.colour()) return found;
  int width = grey.width(), height = grey.height(), scale = 1;
  std::vector<unsigned char> pixels = grey.grey_bytes();
  if (!may_hold_codes(pixels, width, height, paper_of(grey), grey.dpi() / 25.4)) return found;
  if (grey.dpi() > kEnoughDpi) {
    pixels = halved(pixels, width, height);
    width /= 2, height /= 2, scale = 2;
  }
  try {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(false).setMaxNumberOfSymbols(kMostCodes);
    for (const ZXing::Result& code : ZXing::ReadBarcodes({pixels.data(), width, height, ZXing::ImageFormat::Lum}, hints)) {
      std::string text = code.isValid() ? cleaned(code.text()) : "";
      if (!text.empty()) found.push_back({ZXing::ToString(code.format()), std::move(text), box_of(code.position(), scale)});
    }
  } catch (const std::exception&) {
    return found;
  }
  return found;
}

}  // namespace sohoa
