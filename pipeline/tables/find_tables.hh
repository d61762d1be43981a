#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The ruled tables of an upright, roughly straight page (±1°): rows and cells with boxes in pixels of the image, without text.
/// Rules may be broken, faint or crossed; a row or column open to the margin is closed. Pages without crossing rules cost
/// one pass over their pixels.
std::vector<Table> find_tables(const Image& grey);

}  // namespace sohoa
