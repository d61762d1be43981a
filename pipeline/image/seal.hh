#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The round outline of a seal, in pixels of the image.
struct Ring {
  double x = 0, y = 0, radius = 0;
  double covered = 0;  // share of the outline that has ink, 0..1
};

/// Round seals of 28 to 44 mm on a grey page, told by their outline alone: for pages without
/// colour.
std::vector<Ring> find_rings(const Image& grey);

/// Adds the seals of a page without colour to `layers`, boxes in pixels of the image. Ink of a seal that is paler than print, as red is in grey, goes,
/// and the print below it stays. Where both are as dark and the rows of the image are lines of text, what is in a seal goes, except for the lines that
/// go on into it. The page as it was is copied to `sealed`, when that is given.
Image take_out_seals(Image grey, bool rows, std::vector<Layer>& layers, Image* sealed = nullptr);

}  // namespace sohoa
