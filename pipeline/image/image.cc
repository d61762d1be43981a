#include "pipeline/image/image.hh"

#include <leptonica/allheaders.h>

#include <cstring>
#include <utility>

#include "pipeline/image/pix.hh"

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
    for (int x = 0; x < width; ++x, row += 3) line[x] = static_cast<l_uint32>(row[0]) << 24 | static_cast<l_uint32>(row[1]) << 16 | static_cast<l_uint32>(row[2]) << 8;
  }
  return Image(pix, dpi);
}

std::vector<unsigned char> Image::grey_bytes() const {
  std::vector<unsigned char> bytes;
  if (!pix_) return bytes;
  Pix* grey = pixGetDepth(pix_) == 8 && !pixGetColormap(pix_) ? pixClone(pix_) : pixConvertTo8(pix_, 0);
  if (!grey) return bytes;
  const int columns = width(), rows = height(), words = pixGetWpl(grey);
  bytes.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  unsigned char* out = bytes.data();
  const l_uint32* line = pixGetData(grey);
  for (int y = 0; y < rows; ++y, line += words) {
    // Leptonica keeps four pixels in a word, the first in its highest byte.
    int x = 0;
    for (; x + 4 <= columns; x += 4, out += 4) {
      const l_uint32 four = line[x / 4];
      out[0] = static_cast<unsigned char>(four >> 24);
      out[1] = static_cast<unsigned char>(four >> 16);
      out[2] = static_cast<unsigned char>(four >> 8);
      out[3] = static_cast<unsigned char>(four);
    }
    for (; x < columns; ++x) *out++ = static_cast<unsigned char>(GET_DATA_BYTE(line, x));
  }
  pixDestroy(&grey);
  return bytes;
}

std::vector<unsigned char> Image::grey_bytes(const Box& part) const {
  return pix_ ? Image(clipped(pix_, part).release(), dpi_).grey_bytes() : std::vector<unsigned char>();
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
