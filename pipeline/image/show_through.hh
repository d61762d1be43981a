#pragma once
#include "pipeline/image/image.hh"

namespace sohoa {

/// How dark print is at least, as a share of the paper's brightness: what shines through from the back is paler.
inline constexpr double kPrint = 0.42;

/// The grey page with nothing left but what is as dark as print, and what touches it; `paper` as Ink has it.
Image only_print(const Image& grey, int paper);

/// The page as it looks from behind.
Image mirrored(const Image& grey);

}  // namespace sohoa
