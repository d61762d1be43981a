#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// Marks the words of a scan that are clearly bolder than the page's usual: strokes thicker for the size of their
/// letters. Boxes in pixels of `image`, which is upright and cleaned. A page of one weight, or of few words, gets no
/// mark.
void mark_styles(std::vector<Word>& words, const Image& image);

}  // namespace sohoa
