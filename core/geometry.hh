#pragma once
#include <algorithm>
#include <array>
#include <cmath>

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

/// First `inner`, then `outer`.
inline Affine composed(const Affine& outer, const Affine& inner) {
  const auto& [a, b, c, d, e, f] = outer;
  const auto& [g, h, i, j, k, l] = inner;
  return {a * g + b * j, a * h + b * k, a * i + b * l + c, d * g + e * j, d * h + e * k, d * i + e * l + f};
}

/// The way back; the map must not be flat.
inline Affine inverse(const Affine& map) {
  const auto& [a, b, c, d, e, f] = map;
  const double det = a * e - b * d;
  return {e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det};
}

/// The smallest upright box around the image of `box`, in whole pixels.
inline Box mapped(const Affine& map, const Box& box) {
  const auto x = [&](int u, int v) { return map[0] * u + map[1] * v + map[2]; };
  const auto y = [&](int u, int v) { return map[3] * u + map[4] * v + map[5]; };
  const auto [x0, x1] = std::minmax({x(box.x0, box.y0), x(box.x1, box.y0), x(box.x0, box.y1), x(box.x1, box.y1)});
  const auto [y0, y1] = std::minmax({y(box.x0, box.y0), y(box.x1, box.y0), y(box.x0, box.y1), y(box.x1, box.y1)});
  return {static_cast<int>(std::lround(x0)), static_cast<int>(std::lround(y0)), static_cast<int>(std::lround(x1)),
          static_cast<int>(std::lround(y1))};
}

/// Projective map [a b c d e f g h i]: x' = (a·x + b·y + c) / w, y' = (d·x + e·y + f) / w with w = g·x + h·y + i.
using Projective = std::array<double, 9>;

inline Projective projective(const Affine& map) { return {map[0], map[1], map[2], map[3], map[4], map[5], 0, 0, 1}; }

/// First `inner`, then `outer`.
inline Projective composed(const Projective& outer, const Projective& inner) {
  Projective both{};
  for (std::size_t i = 0; i < both.size(); ++i)
    for (std::size_t k = 0; k < 3; ++k) both[i] += outer[i / 3 * 3 + k] * inner[k * 3 + i % 3];
  return both;
}

/// The affine map that agrees with a projective one at a point and beside it.
inline Affine near_point(const Projective& map, double x, double y) {
  const auto& [a, b, c, d, e, f, g, h, i] = map;
  const double w = g * x + h * y + i, u = (a * x + b * y + c) / w, v = (d * x + e * y + f) / w;
  const double ux = (a - u * g) / w, uy = (b - u * h) / w, vx = (d - v * g) / w, vy = (e - v * h) / w;
  return {ux, uy, u - ux * x - uy * y, vx, vy, v - vx * x - vy * y};
}

}  // namespace sohoa
