#include "pipeline/digits/slot_ink.hh"

#include <algorithm>
#include <vector>

#include "pipeline/digits/components.hh"

namespace sohoa {
namespace {

struct Colour {
  int r, g, b;
  explicit Colour(std::uint32_t pixel) : r(static_cast<int>(pixel >> 16 & 255)), g(static_cast<int>(pixel >> 8 & 255)), b(static_cast<int>(pixel & 255)) {}
  int luma() const { return sohoa::luma(r, g, b); }
  bool red() const { return r - std::max(g, b) > 40; }
  int blueness() const { return b >= g - 8 ? b - r : 0; }
};

constexpr int kBlue = 24;       // blue above red, surely of a pen
constexpr int kBluish = 10;     // and at the edges of its stroke
constexpr double kPaleStroke = 0.6;  // a blue stroke may be as much nearer to the paper than to its darkest ink; paler than print beside it
constexpr int kFaintest = 36;   // ink darker than the paper by less is none

int part(std::vector<int> values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

void erase(InkMap& map, const Component& component) {
  for (const int pixel : component.pixels) map.ink[static_cast<std::size_t>(pixel)] = 0;
}

/// Thin long runs of ink along a row: underlines and printed rules, also where digits cross them.
void erase_rules(InkMap& map, int letter) {
  const int least = letter * 5 / 4, thickest = std::max(4, letter / 7);
  const InkMap before = map;
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width;) {
      int end = x;
      while (end < map.width && before.inked(end, y)) ++end;
      if (end - x >= least)
        for (int u = x; u < end; ++u) {
          int top = y, foot = y;
          while (top > 0 && before.inked(u, top - 1)) --top;
          while (foot + 1 < map.height && before.inked(u, foot + 1)) ++foot;
          if (foot - top < thickest) map.at(u, y) = 0;
        }
      x = std::max(end, x + 1);
    }
}

}  // namespace

Box picture_box(const Box& slot) {
  const int h = slot.height();
  return {slot.x0 - h / 2, slot.y0 - h * 7 / 10, slot.x1 + h / 2, slot.y1 + h / 2};
}

SlotInk slot_ink(const Patch& patch, const Box& slot) {
  SlotInk ink{InkMap(patch.width, patch.height), picture_box(slot), false};
  const int letter = slot.height();
  const Box inside{slot.x0 - ink.at.x0, slot.y0 - ink.at.y0, slot.x1 - ink.at.x0, slot.y1 - ink.at.y0};  // in the patch
  std::vector<int> lumas, blues;
  for (int y = inside.y0; y < inside.y1; ++y)
    for (int x = inside.x0; x < inside.x1; ++x) {
      const Colour c(patch.pixels[static_cast<std::size_t>(y * patch.width + x)]);
      lumas.push_back(c.luma());
      if (c.blueness() > kBlue) blues.push_back(c.luma());
    }
  if (lumas.empty()) return ink;
  ink.pen = static_cast<int>(blues.size()) > letter * letter / 20;
  const int paper = part(lumas, 0.9), darkest = ink.pen ? part(blues, 0.2) : part(lumas, 0.02);
  if (paper - darkest < kFaintest) return ink;
  const int threshold = darkest + static_cast<int>((paper - darkest) * (ink.pen ? kPaleStroke : 0.5));
  for (int y = 0; y < patch.height; ++y)
    for (int x = 0; x < patch.width; ++x) {
      const Colour c(patch.pixels[static_cast<std::size_t>(y * patch.width + x)]);
      if (c.luma() < threshold && !c.red() && (!ink.pen || c.blueness() > kBluish)) ink.map.at(x, y) = 255;
    }
  erase_rules(ink.map, letter);
  for (const Component& component : components_of(ink.map)) {
    const Box& b = component.box;
    const bool printed = b.center_x() < inside.x0 || b.center_x() >= inside.x1;
    const bool elsewhere = b.center_y() < inside.y0 - letter / 4 || b.center_y() > inside.y1 + letter / 4;
    const bool flat = b.height() < letter / 5 && (b.y0 > inside.y1 - letter * 2 / 5 || b.y1 < inside.y0 + letter / 4);
    const bool dot = flat || std::max(b.width(), b.height()) < letter / 6;
    const int within = std::min(b.x1, inside.x1) - std::max(b.x0, inside.x0);
    if (elsewhere || dot || (printed && within < letter / 4)) erase(ink.map, component);
    else if (printed)  // ink that ran into a printed word
      for (const int pixel : component.pixels)
        if (const int x = pixel % patch.width; x < inside.x0 || x >= inside.x1) ink.map.ink[static_cast<std::size_t>(pixel)] = 0;
  }
  // What ran over the edge into a printed word, ends there.
  for (int y = 0; y < patch.height; ++y)
    for (int x = 0; x < patch.width; ++x)
      if (x < inside.x0 - letter / 5 || x >= inside.x1 + letter / 5) ink.map.at(x, y) = 0;
  return ink;
}

}  // namespace sohoa
