#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "core/geometry.hh"

namespace sohoa {

/// Ink on paper without colour: 0 = paper, 255 = ink; rows without gaps.
struct InkMap {
  int width = 0, height = 0;
  std::vector<std::uint8_t> ink;

  InkMap() = default;
  InkMap(int w, int h) : width(w), height(h), ink(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
  std::uint8_t& at(int x, int y) { return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
  std::uint8_t at(int x, int y) const { return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
  bool inked(int x, int y) const { return at(x, y) > 127; }
};

inline constexpr int kGlyphSide = 28;
inline constexpr int kGlyphInk = 20;  // the longer side of the ink; the rest is margin

/// What the network looks at: ink 0..1 in a square, its bounding box in the middle, proportions kept.
using Glyph = std::array<float, kGlyphSide * kGlyphSide>;

/// A row of ink as high as a glyph, 0..1, row by row; `width` is a multiple of 4, at least kGlyphSide.
struct Strip {
  int width = 0;
  std::vector<float> ink;
};

/// The bounding box of the ink within `within`; empty when there is none.
Box ink_box(const InkMap&, const Box& within);

/// The ink within a box, which must fit it closely, as a glyph.
Glyph glyph_of(const InkMap&, const Box&);

/// The ink within a box as a strip: kGlyphInk high, half as broad again as it is, with room on either side for a glyph around the first and
/// the last digit.
Strip strip_of(const InkMap&, const Box&);

}  // namespace sohoa
