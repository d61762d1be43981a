#include "bench/digits/hand.hh"

#include <algorithm>
#include <array>
#include <cmath>

namespace sohoa {
namespace {

struct Point {
  double x, y;
};
using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

// Patterns in a square of one height: y from the top down, strokes through these points. Each row is a way of writing the digit.
const std::array<std::vector<Strokes>, 10> kPatterns{{
    {{{{.35, .02}, {.1, .25}, {.05, .6}, {.2, .95}, {.42, .95}, {.6, .65}, {.6, .3}, {.45, .05}, {.3, .03}}},
     {{{.5, .1}, {.3, .0}, {.08, .3}, {.06, .7}, {.25, 1}, {.5, .85}, {.6, .4}, {.5, .1}, {.38, .12}}},
     {{{.3, .0}, {.0, .4}, {.1, .9}, {.45, 1}, {.75, .6}, {.65, .15}, {.3, .0}}},
     {{{.45, .12}, {.3, .02}, {.08, .3}, {.04, .7}, {.2, .98}, {.42, .9}, {.55, .5}, {.45, .1}, {.25, .08}}},
     {{{.15, .2}, {.02, .6}, {.15, .96}, {.45, .9}, {.6, .45}, {.5, .08}, {.3, .0}, {.55, .02}}}},
    {{{{.0, .5}, {.2, .3}, {.42, .02}, {.4, .2}, {.36, .6}, {.33, 1}}},
     {{{.05, .38}, {.25, .22}, {.45, .0}, {.43, .5}, {.4, 1}}},
     {{{-.15, .75}, {.1, .45}, {.42, .0}, {.38, .4}, {.3, 1}}},
     {{{.3, .0}, {.28, .5}, {.25, 1}}},
     {{{.1, .3}, {.35, .02}, {.33, .5}, {.32, .97}}, {{.1, 1}, {.55, .97}}},
     {{{.0, .62}, {.3, .1}, {.36, .04}, {.33, .5}, {.22, 1}}},
     {{{-.3, .98}, {.05, .5}, {.4, .0}, {.36, .45}, {.28, 1}}},
     {{{-.3, .48}, {-.05, .42}, {.4, .0}, {.36, .4}, {.28, 1}}},
     {{{-.1, .35}, {.15, .25}, {.38, .0}, {.37, .5}, {.36, .97}}, {{.05, .98}, {.75, .93}}},
     {{{.2, .0}, {.22, .5}, {.2, 1}}}},
    {{{{.08, .22}, {.25, .02}, {.5, .1}, {.5, .35}, {.25, .7}, {.05, .97}, {.3, .95}, {.62, .97}}},
     {{{.1, .25}, {.3, .0}, {.52, .15}, {.45, .45}, {.1, .9}, {.05, 1}, {.18, .85}, {.4, .97}, {.68, .88}}},
     {{{.05, .3}, {.2, .05}, {.45, .05}, {.5, .3}, {.3, .7}, {.08, .95}, {.02, .82}, {.2, .82}, {.42, .98}, {.65, .85}}},
     {{{.12, .12}, {.06, .25}, {.2, .3}, {.3, .1}, {.5, .05}, {.55, .3}, {.3, .7}, {.05, .95}, {.35, .92}, {.65, 1}}},
     {{{.1, .3}, {.3, .05}, {.5, .15}, {.4, .5}, {.05, .92}, {.02, .98}, {.4, .94}, {.95, .9}}},
     {{{.05, .2}, {.2, .02}, {.42, .05}, {.48, .25}, {.35, .55}, {.0, .98}, {.6, .98}}},
     {{{.2, .35}, {.08, .25}, {.2, .05}, {.45, .08}, {.42, .4}, {.2, .8}, {.0, .9}, {.1, .72}, {.35, .9}, {.8, .8}}}},
    {{{{.08, .12}, {.3, .0}, {.52, .12}, {.45, .38}, {.25, .46}, {.5, .55}, {.58, .78}, {.35, 1}, {.05, .9}}},
     {{{.1, .03}, {.3, .04}, {.55, .02}, {.25, .4}, {.5, .5}, {.58, .75}, {.38, 1}, {.05, .92}}},
     {{{.05, .2}, {.25, .0}, {.48, .1}, {.42, .35}, {.22, .45}, {.2, .45}, {.45, .5}, {.5, .8}, {.25, 1.05}, {.0, .95}, {.0, .85}}},
     {{{.15, .08}, {.35, .0}, {.45, .15}, {.35, .35}, {.2, .4}, {.5, .48}, {.55, .75}, {.3, .98}, {.0, .85}}},
     {{{.12, .2}, {.22, .02}, {.45, .05}, {.45, .3}, {.18, .42}, {.5, .6}, {.4, 1}, {.02, 1}}},
     {{{.05, .05}, {.5, .0}, {.22, .38}, {.25, .4}, {.55, .55}, {.45, .95}, {.0, 1}}}},
    {{{{.35, .0}, {.15, .35}, {.0, .62}, {.3, .62}, {.7, .6}}, {{.45, .32}, {.43, .6}, {.4, 1}}},
     {{{.2, .0}, {.1, .3}, {.08, .5}, {.35, .5}, {.6, .45}}, {{.55, .05}, {.5, .5}, {.45, 1}}},
     {{{.45, 1}, {.5, .5}, {.52, .02}, {.25, .35}, {.0, .66}, {.35, .66}, {.75, .64}}},
     {{{.32, .02}, {.16, .3}, {.0, .55}, {.1, .6}, {.4, .58}, {.72, .5}}, {{.5, .2}, {.42, .6}, {.36, 1}}},
     {{{.12, .1}, {.02, .55}, {.2, .6}, {.55, .52}}, {{.5, .0}, {.45, .5}, {.38, 1}}},
     {{{.5, .0}, {.02, .65}, {.0, .7}, {.75, .66}}, {{.52, .35}, {.5, 1}}}},
    {{{{.55, .03}, {.2, .03}, {.12, .4}, {.35, .36}, {.55, .5}, {.55, .8}, {.3, 1}, {.03, .9}}},
     {{{.15, .08}, {.12, .42}, {.35, .38}, {.55, .55}, {.5, .85}, {.25, 1}, {.02, .92}}, {{.15, .06}, {.4, .05}, {.62, .0}}},
     {{{.2, .1}, {.1, .45}, {.38, .42}, {.52, .65}, {.4, .95}, {.1, 1}, {.0, .9}}, {{.28, .05}, {.68, .04}}},
     {{{.62, .0}, {.3, .04}, {.2, .38}, {.45, .45}, {.5, .7}, {.3, .98}, {.05, .97}}},
     {{{.2, .08}, {.12, .42}, {.35, .36}, {.52, .6}, {.4, .92}, {.1, 1}, {.0, .9}}, {{.2, .08}, {.6, .04}, {1.1, -.04}}},
     {{{.3, .05}, {.2, .4}, {.45, .42}, {.45, .8}, {.2, 1}, {.0, .95}}, {{.3, .05}, {.5, .08}, {.75, .0}}},
     {{{.5, .02}, {.35, .0}, {.15, .15}, {.2, .38}, {.42, .5}, {.45, .78}, {.25, 1}, {.0, .92}}}},
    {{{{.45, .0}, {.2, .25}, {.05, .6}, {.12, .92}, {.35, 1}, {.55, .8}, {.45, .58}, {.2, .62}, {.08, .8}}},
     {{{.55, .03}, {.25, .15}, {.06, .5}, {.1, .9}, {.35, 1}, {.55, .75}, {.35, .55}, {.12, .7}}},
     {{{.3, .0}, {.1, .4}, {.05, .8}, {.25, 1}, {.5, .85}, {.45, .6}, {.25, .55}, {.08, .72}}},
     {{{.75, .12}, {.6, .0}, {.3, .12}, {.08, .5}, {.08, .88}, {.3, 1}, {.5, .8}, {.38, .58}, {.1, .68}}},
     {{{.28, .0}, {.08, .35}, {.0, .75}, {.2, 1}, {.48, .88}, {.5, .62}, {.3, .5}, {.1, .6}}},
     {{{.4, .0}, {.15, .35}, {.05, .7}, {.15, .98}, {.35, .98}, {.42, .75}, {.28, .62}, {.12, .72}, {.12, .85}}}},
    {{{{.05, .1}, {.3, .08}, {.6, .04}, {.4, .4}, {.28, 1}}, {{.15, .5}, {.6, .46}}},
     {{{.03, .18}, {.08, .06}, {.35, .1}, {.62, .03}, {.45, .35}, {.25, 1}}, {{.12, .52}, {.62, .45}}},
     {{{.02, .06}, {.3, .05}, {.6, .03}, {.42, .4}, {.3, 1}}},
     {{{.0, .25}, {.15, .05}, {.4, .12}, {.65, .05}, {.45, .5}, {.38, 1}}, {{.2, .55}, {.7, .5}}},
     {{{.0, .15}, {.1, .0}, {.35, .05}, {.58, .0}, {.38, .5}, {.3, 1}}},
     {{{.0, .1}, {.25, .08}, {.6, .02}, {.42, .4}, {.3, 1}}, {{.0, .5}, {.45, .48}, {.85, .4}}},
     {{{-.05, .2}, {.1, .05}, {.3, .1}, {.6, .0}, {.45, .4}, {.35, 1}}, {{.15, .42}, {.75, .4}}}},
    {{{{.5, .12}, {.3, .0}, {.1, .18}, {.3, .44}, {.52, .72}, {.35, 1}, {.08, .85}, {.22, .55}, {.48, .3}, {.5, .12}}},
     {{{.3, .45}, {.1, .25}, {.3, .0}, {.5, .2}, {.3, .46}, {.05, .75}, {.3, 1}, {.55, .78}, {.3, .46}}},
     {{{.58, .15}, {.4, .0}, {.15, .12}, {.25, .4}, {.45, .62}, {.42, .92}, {.15, 1}, {.05, .75}, {.3, .48}, {.6, .12}}},
     {{{.5, .2}, {.35, .02}, {.12, .15}, {.25, .42}, {.48, .65}, {.4, .95}, {.12, .98}, {.08, .7}, {.35, .45}, {.7, .05}}},
     {{{.3, .02}, {.08, .2}, {.3, .45}, {.55, .25}, {.3, .02}}, {{.3, .45}, {.05, .75}, {.3, 1}, {.58, .75}, {.3, .45}}}},
    {{{{.5, .15}, {.3, .0}, {.08, .2}, {.15, .48}, {.4, .45}, {.52, .15}, {.5, .5}, {.42, .85}, {.2, 1}, {.05, .92}}},
     {{{.52, .12}, {.25, .02}, {.06, .3}, {.25, .5}, {.5, .3}, {.53, .1}, {.48, .6}, {.42, 1}}},
     {{{.5, .1}, {.2, .02}, {.05, .3}, {.2, .5}, {.48, .25}, {.52, .05}, {.5, .6}, {.35, 1.1}, {.08, 1.05}, {.1, .9}}},
     {{{.45, .05}, {.15, .1}, {.05, .35}, {.25, .48}, {.5, .2}, {.5, .05}, {.42, .6}, {.25, 1}}},
     {{{.48, .2}, {.3, .02}, {.05, .18}, {.1, .42}, {.35, .42}, {.5, .15}, {.52, .5}, {.5, .9}, {.25, 1.05}, {.0, .9}}},
     {{{.3, .02}, {.06, .2}, {.15, .45}, {.45, .35}, {.42, .05}, {.3, .02}, {.5, .1}, {.48, .6}, {.45, 1}}},
     {{{.5, .08}, {.25, .0}, {.05, .25}, {.15, .45}, {.48, .3}, {.5, .1}, {.5, .6}, {.2, 1.0}, {-.15, 1}}}},
}};

/// A smooth way through the points (Catmull–Rom), in small steps.
Stroke smooth(const Stroke& stroke) {
  Stroke way;
  for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
    const Point &b = stroke[i], &c = stroke[i + 1], &a = i ? stroke[i - 1] : b, &d = i + 2 < stroke.size() ? stroke[i + 2] : c;
    for (int k = 0; k < 24; ++k) {
      const double t = k / 24.0, t2 = t * t, t3 = t2 * t;
      const auto along = [&](double p, double q, double r, double s) {
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t2 + (3 * q - p - 3 * r + s) * t3);
      };
      way.push_back({along(a.x, b.x, c.x, d.x), along(a.y, b.y, c.y, d.y)});
    }
  }
  way.push_back(stroke.back());
  return way;
}

InkMap inked(Strokes strokes, int height, const Hand& hand, Chance& chance) {
  double left = 1e9, right = -1e9, top = 1e9, foot = -1e9;
  for (Stroke& stroke : strokes) {
    for (Point& p : stroke) {
      const double y = p.y + chance.spread(hand.unrest);
      p = {(p.x + chance.spread(hand.unrest)) * hand.breadth - y * hand.slant, y};
    }
    stroke = smooth(stroke);
    for (const Point& p : stroke) left = std::min(left, p.x), right = std::max(right, p.x), top = std::min(top, p.y), foot = std::max(foot, p.y);
  }
  const double radius = std::max(0.8, hand.thickness * height / 2);
  const int margin = static_cast<int>(radius) + 2;
  InkMap map(static_cast<int>((right - left) * height) + 2 * margin + 1, static_cast<int>((foot - top) * height) + 2 * margin + 1);
  for (const Stroke& stroke : strokes)
    for (const Point& p : stroke) {
      const double cx = (p.x - left) * height + margin, cy = (p.y - top) * height + margin;
      for (int y = static_cast<int>(cy - radius); y <= static_cast<int>(cy + radius) + 1; ++y)
        for (int x = static_cast<int>(cx - radius); x <= static_cast<int>(cx + radius) + 1; ++x)
          if (std::hypot(x - cx, y - cy) <= radius) map.at(std::clamp(x, 0, map.width - 1), std::clamp(y, 0, map.height - 1)) = 255;
    }
  return map;
}

}  // namespace

Hand some_hand(Chance& chance) {
  return {chance.between(-0.05, 0.5), chance.between(0.7, 1.3), chance.between(0.05, 0.24), chance.between(0.005, 0.03), static_cast<unsigned>(chance.below(1 << 16))};
}

InkMap drawn_digit(int digit, int height, const Hand& hand, Chance& chance) {
  const auto& ways = kPatterns[static_cast<std::size_t>(digit)];
  return inked(ways[(hand.habit + static_cast<unsigned>(digit)) % ways.size()], height, hand, chance);
}

InkMap collected_digit(const CollectedDigit& digit, int height, const Hand& hand, Chance& chance) {
  const double scale = height / 20.0, slant = hand.slant - 0.1, breadth = 0.6 + 0.4 * hand.breadth, turn = chance.spread(0.06);
  const int side = static_cast<int>(kGlyphSide * scale * 1.5);
  InkMap map(side, side);
  // Beyond the usual stroke of the collection the pen is made thicker by what lies around.
  // Lines that were straight wave.
  const double wave = chance.spread(0.4), along = chance.between(0, 6.3), rise = chance.spread(0.4), across = chance.between(0, 6.3);
  const double level = chance.between(0.3, 0.65), reach = std::max(0.0, hand.thickness - 0.09) * height / 2;
  std::vector<std::pair<int, int>> nib{{0, 0}};
  for (int k = 0; k < 8 && reach >= 1; ++k)
    nib.emplace_back(std::lround(reach * std::cos(k * 0.785)), std::lround(reach * std::sin(k * 0.785)));
  std::vector<double> sideways(static_cast<std::size_t>(side)), upward(sideways);
  for (int i = 0; i < side; ++i) {
    const double at = (i - side / 2.0) / scale / 4;
    sideways[static_cast<std::size_t>(i)] = wave * std::sin(at + along);
    upward[static_cast<std::size_t>(i)] = rise * std::sin(at + across);
  }
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const double v1 = (y - side / 2.0) / scale, u1 = (x - side / 2.0) / scale;
      const double u0 = u1 + sideways[static_cast<std::size_t>(y)], v0 = v1 + upward[static_cast<std::size_t>(x)];
      const double u = (u0 + slant * v0 + turn * v0) / breadth + 13.5, v = v0 - turn * u0 + 13.5;
      const int i = static_cast<int>(std::floor(u)), j = static_cast<int>(std::floor(v));
      if (i < 0 || j < 0 || i + 1 >= kGlyphSide || j + 1 >= kGlyphSide) continue;
      const auto value = [&](int a, int b) { return static_cast<double>(digit[static_cast<std::size_t>(b * kGlyphSide + a)]); };
      const double s = u - i, t = v - j;
      if ((1 - t) * ((1 - s) * value(i, j) + s * value(i + 1, j)) + t * ((1 - s) * value(i, j + 1) + s * value(i + 1, j + 1)) < level) continue;
      for (const auto& [dx, dy] : nib) map.at(std::clamp(x + dx, 0, side - 1), std::clamp(y + dy, 0, side - 1)) = 255;
    }
  const Box box = ink_box(map, {0, 0, side, side});
  InkMap cut(std::max(1, box.width()), std::max(1, box.height()));
  for (int y = 0; y < box.height(); ++y)
    for (int x = 0; x < box.width(); ++x) cut.at(x, y) = map.at(box.x0 + x, box.y0 + y);
  return cut;
}

InkMap drawn_stray(int height, const Hand& hand, Chance& chance) {
  Stroke stroke;
  const int kind = chance.below(4);
  if (kind == 0) stroke = {{0, 0}, {chance.between(0.2, 0.9), chance.spread(0.03)}};                                // a bar
  else if (kind == 1) stroke = {{0, 0}, {chance.between(0, 0.1), chance.between(0, 0.1)}};                          // a dot
  else if (kind == 2) stroke = {{0, 0}, {chance.between(-.1, .2), chance.between(.1, .3)}};                         // a comma
  else for (int i = chance.below(3) + 3; i > 0; --i) stroke.push_back({chance.between(0, 0.9), chance.between(0, 0.9)});  // a scrawl
  Strokes strokes{stroke};
  if (kind == 1 && chance.with(0.6))
    for (int i = 1; i < 4; ++i) strokes.push_back({{i * 0.25, 0}, {i * 0.25 + 0.03, 0.02}});
  return inked(std::move(strokes), height, hand, chance);
}

void lay_over(InkMap& canvas, const InkMap& ink, int x0, int y0) {
  for (int y = std::max(0, -y0); y < ink.height && y + y0 < canvas.height; ++y)
    for (int x = std::max(0, -x0); x < ink.width && x + x0 < canvas.width; ++x)
      canvas.at(x + x0, y + y0) = std::max(canvas.at(x + x0, y + y0), ink.at(x, y));
}

}  // namespace sohoa
