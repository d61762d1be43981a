#pragma once
#include <string>

#include "pipeline/image/image.hh"

namespace sohoa {

/// The image as JPEG; empty when it is too large for one (65,535 pixels a side) or memory. `quality` 1..100.
std::string jpeg_of(const Image&, int quality);

}  // namespace sohoa
