#pragma once
#include <optional>

#include "pipeline/image/image.hh"
#include "pipeline/image/ink.hh"
#include "pipeline/image/straighten.hh"

namespace sohoa {

/// How a page lies, told by its image alone.
struct Pose {
  int quarters = 0;   // to be turned clockwise to stand upright
  bool sure = false;  // no reading needed to tell it from upside down
  std::optional<Turned> page{};  // held so and straightened, where there were letters to look at
};

/// `ink` is that of the page, which may be skewed by up to 15° as well.
Pose pose_of(const Image& grey, const Ink& ink);

}  // namespace sohoa
