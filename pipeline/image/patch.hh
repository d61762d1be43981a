#pragma once
#include <cstdint>
#include <vector>

#include "core/geometry.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// A small part of an image in other coordinates: rows without gaps of 0x00RRGGBB; white where the image does not reach.
struct Patch {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;
};

/// What is in the box, each of whose pixels lies at `to_image` of its place in the image; between pixels of the image linear.
Patch cut_out(const Image&, const Affine& to_image, const Box&);

}  // namespace sohoa
