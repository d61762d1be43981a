#pragma once
#include <cstdint>
#include <vector>

#include "core/geometry.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// Brightness of a colour, 0–255 (ITU-R BT.601, in 256ths).
constexpr int luma(int red, int green, int blue) { return (77 * red + 151 * green + 28 * blue) >> 8; }
/// The same of a patch's pixel, 0x00RRGGBB.
constexpr int luma(std::uint32_t pixel) {
  return luma(static_cast<int>(pixel >> 16 & 255), static_cast<int>(pixel >> 8 & 255), static_cast<int>(pixel & 255));
}

/// A small part of an image in other coordinates: rows without gaps of 0x00RRGGBB; white where the image does not reach.
struct Patch {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;
};

/// What is in the box, each of whose pixels lies at `to_image` of its place in the image; between pixels of the image linear.
Patch cut_out(const Image&, const Affine& to_image, const Box&);

}  // namespace sohoa
