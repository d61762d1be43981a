#include "pipeline/digits/glyph.hh"

#include <algorithm>

namespace sohoa {
namespace {

constexpr double kBroader = 1.6;  // neighbouring digits lie further apart than the squares of a scan
constexpr int kRoom = 12, kBroadest = 256;

/// The ink of a box in the middle of rows as high as a glyph; a pixel there is `across` × `down` of the map.
void draw(const InkMap& map, const Box& box, double across, double down, int width, float* out) {
  const double left = box.x0 + box.width() / 2.0 - width / 2.0 * across, top = box.y0 + box.height() / 2.0 - kGlyphSide / 2.0 * down;
  // Each pixel is the mean of 3 × 3 points of its place, or more where the ink is much larger.
  const int points = std::clamp(static_cast<int>(down) + 1, 3, 8);
  for (int v = 0; v < kGlyphSide; ++v)
    for (int u = 0; u < width; ++u) {
      int sum = 0;
      for (int j = 0; j < points; ++j)
        for (int i = 0; i < points; ++i) {
          const int x = static_cast<int>(left + (u + (i + 0.5) / points) * across), y = static_cast<int>(top + (v + (j + 0.5) / points) * down);
          if (x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1) sum += map.at(x, y);
        }
      out[v * width + u] = static_cast<float>(sum) / static_cast<float>(255 * points * points);
    }
}

}  // namespace

Box ink_box(const InkMap& map, const Box& within) {
  Box box{within.x1, within.y1, within.x0, within.y0};
  for (int y = std::max(0, within.y0); y < std::min(map.height, within.y1); ++y)
    for (int x = std::max(0, within.x0); x < std::min(map.width, within.x1); ++x)
      if (map.inked(x, y)) box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), std::max(box.y1, y + 1)};
  return box.empty() ? Box{} : box;
}

Glyph glyph_of(const InkMap& map, const Box& box) {
  const double size = std::max({box.width(), box.height(), 1}) / static_cast<double>(kGlyphInk);
  Glyph glyph{};
  draw(map, box, size, size, kGlyphSide, glyph.data());
  return glyph;
}

Strip strip_of(const InkMap& map, const Box& box) {
  const double size = std::max(box.height(), 1) / static_cast<double>(kGlyphInk);
  double across = size / kBroader;
  Strip strip;
  strip.width = static_cast<int>((box.width() / across + 2 * kRoom) / 4 + 1) * 4;
  if (strip.width > kBroadest) strip.width = kBroadest, across = box.width() / static_cast<double>(kBroadest - 2 * kRoom);
  strip.ink.resize(static_cast<std::size_t>(strip.width * kGlyphSide));
  draw(map, box, across, size, strip.width, strip.ink.data());
  return strip;
}

}  // namespace sohoa
