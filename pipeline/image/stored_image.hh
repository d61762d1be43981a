#pragma once
#include <cstddef>
#include <span>
#include <string>

#include "core/result.hh"
#include "pipeline/image/decode.hh"

namespace sohoa {

/// An image as a PDF can hold it: the file's own coded bytes where PDF knows their coding, else the same pixels packed anew
/// without loss. Colours are grey (1 channel) or RGB (3).
struct StoredImage {
  enum class Filter { dct, jpx, ccitt_g4, flate };
  Filter filter = Filter::flate;
  int width = 0, height = 0;
  int bits = 8, channels = 1;
  bool png_rows = false;  // flate: every row begins with the byte that names PNG's predictor
  bool black_is_one = false;  // ccitt_g4: the coder's "black" stands for white
  std::string palette;    // RGB triples; the pixels are indices into it
  std::string bytes;
};

/// Image `index` (from 0) of a file. Fails as decode() does.
Result<StoredImage> stored_image(std::span<const std::byte>, Coding, int index);

}  // namespace sohoa
