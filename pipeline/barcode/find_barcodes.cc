#include "pipeline/barcode/find_barcodes.hh"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#include <string>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr int kEnoughDpi = 200;           // modules of half a millimetre; more is looked at in half the size
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
