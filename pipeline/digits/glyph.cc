#include "pipeline/digits/glyph.hh"

#include <algorithm>

namespace sohoa {

Box ink_box(const InkMap& map, const Box& within) {
  Box box{within.x1, within.y1, within.x0, within.y0};
  for (int y = std::max(0, within.y0); y < std::min(map.height, within.y1); ++y)
    for (int x = std::max(0, within.x0); x < std::min(map.width, within.x1); ++x)
      if (map.inked(x, y)) box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), std::max(box.y1, y + 1)};
  return box.empty() ? Box{} : box;
}

Glyph glyph_of(const InkMap& map, const Box& box) {
  Glyph glyph{};
  const double size = std::max({box.width(), box.height(), 1}) / static_cast<double>(kGlyphInk);
  const double left = box.x0 + box.width() / 2.0 - kGlyphSide / 2.0 * size, top = box.y0 + box.height() / 2.0 - kGlyphSide / 2.0 * size;
  // Each glyph pixel is the mean of 3 × 3 points of its square, or more where the ink is much larger.
  const int points = std::clamp(static_cast<int>(size) + 1, 3, 8);
  for (int v = 0; v < kGlyphSide; ++v)
    for (int u = 0; u < kGlyphSide; ++u) {
      int sum = 0;
      for (int j = 0; j < points; ++j)
        for (int i = 0; i < points; ++i) {
          const int x = static_cast<int>(left + (u + (i + 0.5) / points) * size), y = static_cast<int>(top + (v + (j + 0.5) / points) * size);
          if (x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1) sum += map.at(x, y);
        }
      glyph[static_cast<std::size_t>(v * kGlyphSide + u)] = static_cast<float>(sum) / static_cast<float>(255 * points * points);
    }
  return glyph;
}

}  // namespace sohoa
