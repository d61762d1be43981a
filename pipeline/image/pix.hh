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

/// The grey of the paper is what four fifths of a page are darker than.
inline constexpr double kPaperShare = 0.8;

/// The brightness below which `share` of an 8-bit image lies, told by every `step`th pixel of every `step`th row; 255 of nothing.
int brightness_below(Pix* grey, double share, int step = 1);

/// A copy of what is in the box, cut at the edges of the image; null when nothing is.
PixPtr clipped(Pix* pix, const Box& box);

}  // namespace sohoa
