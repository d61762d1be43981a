#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/geometry.hh"
#include "core/result.hh"

struct Pix;  // Leptonica's: handed on to the engine, looked into only by pipeline/image

namespace sohoa {

/// From here on Leptonica prints nothing, neither for us nor for Tesseract. Whole process.
void silence_leptonica();

/// A page image: 8-bit grey or 32-bit RGB, with the resolution it is meant to have. Move-only; one thread at a time.
class Image {
 public:
  Image() = default;
  /// Takes ownership; only pipeline/image makes these.
  explicit Image(Pix* pix, int dpi);
  ~Image();
  Image(Image&&) noexcept;
  Image& operator=(Image&&) noexcept;

  /// Copies rows of tightly or loosely packed pixels, top row first; `stride` in bytes.
  static Image from_grey(const unsigned char* data, int width, int height, std::size_t stride, int dpi);
  static Image from_rgb(const unsigned char* data, int width, int height, std::size_t stride, int dpi);

  bool empty() const { return pix_ == nullptr; }
  int width() const;
  int height() const;
  int dpi() const { return dpi_; }
  bool colour() const;

  /// 8-bit grey rows without gaps (width × height bytes), as the engine takes them.
  std::vector<unsigned char> grey_bytes() const;
  /// The same of a part, whose box is not empty and inside the image.
  std::vector<unsigned char> grey_bytes(const Box& part) const;
  /// Rows without gaps of 0x00RRGGBB, as drawing libraries take them.
  std::vector<std::uint32_t> rgb_words() const;
  Pix* pix() const { return pix_; }

 private:
  Pix* pix_ = nullptr;
  int dpi_ = 0;
};

}  // namespace sohoa
