#pragma once
#include <cstddef>
#include <span>

#include "core/result.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

enum class Coding { tiff, jpeg, png, jpeg2000 };

/// What the header of an image says. `dpi` is 0 where it says nothing or nothing that can be believed.
struct ImageHeader {
  int width = 0, height = 0;
  int dpi = 0;
  bool colour = false;
  bool bilevel = false;  // a bit a pixel: plans are read that are eight times as large
};

/// The header of image `index` (from 0) without decoding it; only TIFF holds more than one.
Result<ImageHeader> read_header(std::span<const std::byte> bytes, Coding, int index);

/// How many images a TIFF holds, 1 for the other kinds; 0 when not even the first can be understood.
int count_images(std::span<const std::byte> bytes, Coding);

/// Decodes image `index` and scales it down so that it has `width` × `height` pixels; asked for more than is stored
/// it comes as stored. The result claims `dpi`. Fails with damaged, or with too_large before anything of that size is
/// decoded.
Result<Image> decode(std::span<const std::byte> bytes, Coding, int index, int width, int height, int dpi,
                     bool colour);

}  // namespace sohoa
