#pragma once
#include <string>
#include <vector>

#include "pipeline/image/image.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// Why a page's text layer should not be believed, in Vietnamese for the clerk; empty when it may be.
/// `drawn` is the page in grey at any resolution: a layer that shows no ink, or leaves most ink out, hides something.
std::string distrust(const PageFacts& facts, const Image& drawn);

}  // namespace sohoa
