#pragma once
#include <leptonica/allheaders.h>

#include <memory>

namespace sohoa {

/// Leptonica's images, freed when they go out of scope. Only for this folder and pipeline/lines.
struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

}  // namespace sohoa
