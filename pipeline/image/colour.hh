#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The page in grey without its seals and coloured handwriting, which are added to `layers` with boxes in pixels of
/// the image. Coloured stamps of words (names, ĐẾN, HỎA TỐC) are reported too but stay readable. A grey image comes
/// back as it is. A coloured one is moved to `coloured`, when that is given.
Image take_out_colour(Image image, std::vector<Layer>& layers, Image* coloured = nullptr);

}  // namespace sohoa
