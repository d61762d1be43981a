#include "pipeline/digits/cut_ink.hh"

#include <algorithm>
#include <cmath>

namespace sohoa {
namespace {

int room_of(int height) { return height / 3; }

int moved(int y, int height, double slope) { return static_cast<int>(std::lround(slope * (y - height / 2.0))); }

/// The slope at which strokes stand in columns: of those tried the one whose columns differ most.
double slope_of(const InkMap& map) {
  double best = -1, slope = 0;
  const int room = room_of(map.height);
  for (double s = 0; s < 0.55; s += 0.05) {
    std::vector<int> columns(static_cast<std::size_t>(map.width + 2 * room));
    for (int y = 0; y < map.height; ++y)
      for (int x = 0; x < map.width; ++x)
        if (map.inked(x, y)) ++columns[static_cast<std::size_t>(std::clamp(x + moved(y, map.height, s) + room, 0, map.width + 2 * room - 1))];
    double sum = 0;
    for (const int n : columns) sum += static_cast<double>(n) * n;
    if (sum > best * 1.02) best = sum, slope = s;
  }
  return slope;
}

/// Columns between neighbours that do not touch but reach over one another, as a 5 with a long bar.
void add_overlaps(std::vector<Component> components, const Box& all, std::vector<int>& cuts) {
  std::erase_if(components, [&](const Component& c) { return c.box.height() < all.height() / 3; });
  std::sort(components.begin(), components.end(), [](const Component& a, const Component& b) { return a.box.center_x() < b.box.center_x(); });
  for (std::size_t i = 0; i + 1 < components.size(); ++i) {
    const Box &a = components[i].box, &b = components[i + 1].box;
    if (a.x1 > b.x0 && a.x0 < b.x0 && a.x1 < b.x1) cuts.push_back((a.x1 + b.x0) / 2);
  }
}

std::vector<int> cuts_of(const InkMap& map, const Box& all, const std::vector<Component>& components) {
  std::vector<int> count(static_cast<std::size_t>(map.width));
  for (int x = all.x0; x < all.x1; ++x)
    for (int y = all.y0; y < all.y1; ++y) count[static_cast<std::size_t>(x)] += map.inked(x, y);
  const auto at = [&](int x) { return count[static_cast<std::size_t>(x)]; };
  std::vector<int> cuts{all.x0};
  for (int x = all.x0; x < all.x1;) {
    if (at(x) == 0) {
      int end = x;
      while (at(end) == 0) ++end;
      cuts.push_back((x + end) / 2);
      x = end;
      continue;
    }
    int end = x;
    while (end < all.x1 && at(end) > 0) ++end;
    const int apart = std::max(3, all.height() / 8);
    for (int u = x + apart; u < end - apart; ++u) {
      bool thinnest = at(u) <= all.height() / 2;
      for (int k = 1; k <= apart && thinnest; ++k) thinnest = at(u) <= at(u - k) && at(u) <= at(std::min(end - 1, u + k));
      if (!thinnest) continue;
      int last = u;
      while (last + 1 < end - apart && at(last + 1) == at(u)) ++last;
      cuts.push_back((u + last) / 2);
      u = last + apart / 2;
    }
    x = end;
  }
  cuts.push_back(all.x1);
  add_overlaps(components, all, cuts);
  std::sort(cuts.begin(), cuts.end());
  // Of cuts close together one is enough.
  const int least = std::max(2, all.height() / 12);
  std::vector<int> apart{cuts.front()};
  for (std::size_t i = 1; i + 1 < cuts.size(); ++i)
    if (cuts[i] - apart.back() >= least && all.x1 - cuts[i] >= least) apart.push_back(cuts[i]);
  apart.push_back(cuts.back());
  return apart;
}

}  // namespace

int CutInk::upright_x(int x, int y) const {
  return std::clamp(x + moved(y, map.height, slope) + room_of(map.height), 0, map.width - 1);
}

CutInk cut_ink(const InkMap& ink) {
  CutInk cut;
  cut.slope = slope_of(ink);
  cut.map = InkMap(ink.width + 2 * room_of(ink.height), ink.height);
  for (int y = 0; y < ink.height; ++y)
    for (int x = 0; x < ink.width; ++x)
      if (ink.inked(x, y)) cut.map.at(cut.upright_x(x, y), y) = 255;
  cut.ink = ink_box(cut.map, {0, 0, cut.map.width, cut.map.height});
  cut.components = components_of(cut.map);
  cut.cuts = cuts_of(cut.map, cut.ink, cut.components);
  return cut;
}

bool may_be_digit(const CutInk& cut, std::size_t from, std::size_t to) { return cut.cuts[to] - cut.cuts[from] < cut.ink.height() * 3 / 2 + 2; }

Piece piece_of(const CutInk& cut, std::size_t from, std::size_t to) {
  const int left = cut.cuts[from], right = cut.cuts[to], width = cut.map.width;
  Piece piece{InkMap(width, cut.map.height), {width, cut.map.height, 0, 0}};
  const auto inside = [&](int pixel) { return pixel % width >= left && pixel % width < right; };
  for (const Component& c : cut.components) {
    if (c.box.x1 <= left || c.box.x0 >= right) continue;
    const double share = static_cast<double>(std::count_if(c.pixels.begin(), c.pixels.end(), inside)) / static_cast<double>(c.pixels.size());
    const bool one_digit = c.box.width() < cut.ink.height() * 7 / 10;  // no broader than one digit: goes as a whole
    const bool whole = share > (one_digit ? 0.65 : 0.88);
    if (share < (one_digit ? 0.35 : 0.12)) continue;
    for (const int pixel : c.pixels)
      if (whole || inside(pixel)) {
        const int x = pixel % width, y = pixel / width;
        piece.map.ink[static_cast<std::size_t>(pixel)] = 255;
        piece.box = {std::min(piece.box.x0, x), std::min(piece.box.y0, y), std::max(piece.box.x1, x + 1), std::max(piece.box.y1, y + 1)};
      }
  }
  if (piece.box.empty()) piece.box = {};
  return piece;
}

}  // namespace sohoa
