#pragma once
#include <leptonica/allheaders.h>

#include <memory>
#include <vector>

#include "core/geometry.hh"

namespace sohoa {

/// Leptonica's images, freed when they go out of scope. Only for this folder and pipeline/lines.
struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// Around every set of black pixels that touch, also by their corners, in pixels of the image.
std::vector<Box> connected_boxes(Pix* binary);

/// A copy of what is in the box, cut at the edges of the image; null when nothing is.
PixPtr clipped(Pix* pix, const Box& box);

}  // namespace sohoa
