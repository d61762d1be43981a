#include "pipeline/image/image.hh"

#include <leptonica/allheaders.h>

#include <cstring>
#include <utility>

namespace sohoa {

void silence_leptonica() { setMsgSeverity(L_SEVERITY_NONE); }

Image::Image(Pix* pix, int dpi) : pix_(pix), dpi_(dpi) {}
Image::~Image() { pixDestroy(&pix_); }
Image::Image(Image&& other) noexcept : pix_(std::exchange(other.pix_, nullptr)), dpi_(other.dpi_) {}
Image& Image::operator=(Image&& other) noexcept {
  std::swap(pix_, other.pix_);
  std::swap(dpi_, other.dpi_);
  return *this;
}

int Image::width() const { return pix_ ? pixGetWidth(pix_) : 0; }
int Image::height() const { return pix_ ? pixGetHeight(pix_) : 0; }
bool Image::colour() const { return pix_ && pixGetDepth(pix_) == 32; }

Image Image::from_grey(const unsigned char* data, int width, int height, std::size_t stride, int dpi) {
  Pix* pix = pixCreateNoInit(width, height, 8);
  if (!pix) return {};
  l_uint32* line = pixGetData(pix);
  for (int y = 0; y < height; ++y, line += pixGetWpl(pix)) {
    const unsigned char* row = data + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < width; ++x) SET_DATA_BYTE(line, x, row[x]);
  }
  return Image(pix, dpi);
}

Image Image::from_rgb(const unsigned char* data, int width, int height, std::size_t stride, int dpi) {
  Pix* pix = pixCreateNoInit(width, height, 32);
  if (!pix) return {};
  l_uint32* line = pixGetData(pix);
  for (int y = 0; y < height; ++y, line += pixGetWpl(pix)) {
    const unsigned char* row = data + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < width; ++x, row += 3) composeRGBPixel(row[0], row[1], row[2], line + x);
  }
  return Image(pix, dpi);
}

std::vector<unsigned char> Image::grey_bytes() const {
  std::vector<unsigned char> bytes;
  if (!pix_) return bytes;
  Pix* grey = pixConvertTo8(pix_, 0);
  if (!grey) return bytes;
  bytes.resize(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  unsigned char* out = bytes.data();
  const l_uint32* line = pixGetData(grey);
  for (int y = 0; y < height(); ++y, line += pixGetWpl(grey))
    for (int x = 0; x < width(); ++x) *out++ = static_cast<unsigned char>(GET_DATA_BYTE(line, x));
  pixDestroy(&grey);
  return bytes;
}

std::vector<std::uint32_t> Image::rgb_words() const {
  std::vector<std::uint32_t> words;
  if (!pix_) return words;
  Pix* colour = pixConvertTo32(pix_);
  if (!colour) return words;
  words.reserve(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()));
  const l_uint32* line = pixGetData(colour);
  for (int y = 0; y < height(); ++y, line += pixGetWpl(colour))
    for (int x = 0; x < width(); ++x) words.push_back(line[x] >> 8);
  pixDestroy(&colour);
  return words;
}

}  // namespace sohoa
