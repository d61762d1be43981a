#pragma once
#include <algorithm>
#include <array>

namespace sohoa {

/// Resolution in which all boxes of a record are given, whatever the scan had.
inline constexpr double kRecordDpi = 300.0;

/// A rectangle in pixels of the upright, straightened page at 300 dpi; y grows downwards; x1, y1 are outside.
struct Box {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  int width() const { return x1 - x0; }
  int height() const { return y1 - y0; }
  int center_x() const { return (x0 + x1) / 2; }
  int center_y() const { return (y0 + y1) / 2; }
  bool empty() const { return x1 <= x0 || y1 <= y0; }
  bool operator==(const Box&) const = default;
};

/// The smallest box around both; an empty box counts for nothing.
inline Box united(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

inline bool overlap(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/// Affine map [a b c d e f]: x' = a·x + b·y + c, y' = d·x + e·y + f.
using Affine = std::array<double, 6>;
inline constexpr Affine kIdentity{1, 0, 0, 0, 1, 0};

}  // namespace sohoa
