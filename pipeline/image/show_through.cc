#include "pipeline/image/show_through.hh"

#include <algorithm>

#include "pipeline/image/pix.hh"

namespace sohoa {

Image only_print(const Image& grey, int paper) {
  constexpr int kEdge = 5;  // pixels: the soft edges of letters stay
  PixPtr print(pixThresholdToBinary(grey.pix(), std::max(1, static_cast<int>(kPrint * paper))));
  if (print) print.reset(pixDilateBrick(nullptr, print.get(), kEdge, kEdge));
  PixPtr clean(pixCreate(grey.width(), grey.height(), 8));
  if (!print || !clean) return {};
  pixSetAllArbitrary(clean.get(), static_cast<l_uint32>(paper));
  pixCombineMasked(clean.get(), grey.pix(), print.get());
  return Image(clean.release(), grey.dpi());
}

Image mirrored(const Image& grey) { return Image(pixFlipLR(nullptr, grey.pix()), grey.dpi()); }

}  // namespace sohoa
