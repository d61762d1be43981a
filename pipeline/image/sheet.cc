#include "pipeline/image/sheet.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

constexpr int kSide = 500;         // pixels of the longer side in which the sheet is looked for
constexpr int kBlur = 3;           // half of the square in which print and what lies on the desk are evened out on it
constexpr int kClose = 7, kOpen = 15;
constexpr double kLeastSheet = 0.2, kMostSheet = 0.93;  // of the picture
constexpr double kLeastDark = 0.02, kLeastBright = 0.1;  // of the picture, for a threshold to be worth a look
constexpr double kFull = 0.95;     // of the quadrilateral is sheet; less is not four-sided
constexpr int kStep = 12;          // least difference of brightness over an edge
constexpr double kSeen = 0.85;     // of an edge shows that difference
constexpr int kBeyond = 5;         // pixels on either side of an edge that are compared
constexpr double kEdgeMm = 2;
constexpr double kA4 = 297.0 / 210.0, kNearA4 = 0.25;

double cross(const Point& o, const Point& a, const Point& b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }
double length(const Point& a, const Point& b) { return std::hypot(b.x - a.x, b.y - a.y); }

/// For every brightness the share of the picture that is darker.
std::array<double, 256> darker_shares(Pix* grey) {
  std::array<double, 256> shares{};
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = 0; x < width; ++x) ++shares[GET_DATA_BYTE(row, x)];
  }
  double darker = 0;
  for (double& share : shares) darker += std::exchange(share, darker / width / height);
  return shares;
}

double area(const std::vector<Point>& polygon) {
  double sum = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
    sum += a.x * b.y - a.y * b.x;
  }
  return sum / 2;
}

/// Small and blurred, and dark wherever one of the colours is: wood and cloth have little blue, paper has all.
PixPtr small_of(const Image& image) {
  const auto scale = static_cast<l_float32>(kSide / static_cast<double>(std::max(image.width(), image.height())));
  PixPtr small(pixScaleAreaMap(image.pix(), scale, scale));
  if (small && image.colour()) small.reset(pixConvertRGBToGrayMinMax(small.get(), L_CHOOSE_MIN));
  return small ? PixPtr(pixBlockconv(small.get(), kBlur, kBlur)) : nullptr;
}

/// The largest bright piece, its print closed, as a mask.
PixPtr bright_piece(Pix* grey, int threshold) {
  PixPtr bright(pixThresholdToBinary(grey, threshold));
  if (!bright) return bright;
  pixInvert(bright.get(), bright.get());
  bright.reset(pixCloseSafeBrick(nullptr, bright.get(), kClose, kClose));
  bright.reset(pixOpenBrick(nullptr, bright.get(), kOpen, kOpen));
  Pixa* pieces = nullptr;
  Boxa* boxes = pixConnComp(bright.get(), &pieces, 4);
  PixPtr best;
  l_int32 most = 0, x = 0, y = 0;
  for (int i = 0; boxes && i < boxaGetCount(boxes); ++i) {
    PixPtr piece(pixaGetPix(pieces, i, L_CLONE));
    l_int32 count = 0;
    pixCountPixels(piece.get(), &count, nullptr);
    if (count <= most) continue;
    most = count;
    boxaGetBoxGeometry(boxes, i, &x, &y, nullptr, nullptr);
    best.reset(pixCreate(pixGetWidth(grey), pixGetHeight(grey), 1));
    pixRasterop(best.get(), x, y, pixGetWidth(piece.get()), pixGetHeight(piece.get()), PIX_SRC, piece.get(), 0, 0);
  }
  boxaDestroy(&boxes);
  pixaDestroy(&pieces);
  return best;
}

/// Clockwise on the screen (y downwards), from the ends of the mask's rows.
std::vector<Point> hull_of(Pix* mask) {
  std::vector<Point> ends;
  const int width = pixGetWidth(mask), height = pixGetHeight(mask);
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(mask) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(mask);
    int first = 0, last = width - 1;
    while (first < width && !GET_DATA_BIT(row, first)) ++first;
    if (first == width) continue;
    while (!GET_DATA_BIT(row, last)) --last;
    for (const int x : {first, last + 1})
      for (const int v : {y, y + 1}) ends.push_back({static_cast<double>(x), static_cast<double>(v)});
  }
  std::sort(ends.begin(), ends.end(), [](const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  std::vector<Point> hull;
  const auto add = [&hull](const Point& p, std::size_t least) {
    while (hull.size() > least && cross(hull[hull.size() - 2], hull.back(), p) <= 0) hull.pop_back();
    hull.push_back(p);
  };
  for (const Point& p : ends) add(p, 1);
  const std::size_t half = hull.size();
  for (auto p = ends.rbegin(); p != ends.rend(); ++p) add(*p, half);
  if (!hull.empty()) hull.pop_back();
  return hull;
}

/// Four sides around a hull: the side that costs least is given up until four are left, its neighbours meet beyond it.
std::optional<Corners> four_sides(std::vector<Point> hull) {
  while (hull.size() > 4) {
    double least = 1e300;
    std::size_t at = hull.size();
    Point meeting;
    for (std::size_t i = 0, n = hull.size(); i < n; ++i) {
      const Point &before = hull[(i + n - 1) % n], &a = hull[i], &b = hull[(i + 1) % n], &after = hull[(i + 2) % n];
      const double ux = a.x - before.x, uy = a.y - before.y, vx = b.x - after.x, vy = b.y - after.y;
      const double turn = ux * vy - uy * vx;
      if (turn >= -1e-9) continue;  // they part
      const double reach = ((b.x - a.x) * vy - (b.y - a.y) * vx) / turn;
      const Point q{a.x + reach * ux, a.y + reach * uy};
      const double added = std::abs(cross(a, q, b)) / 2;
      if (reach >= 0 && added < least) least = added, at = i, meeting = q;
    }
    if (at == hull.size()) return std::nullopt;
    hull[at] = meeting;
    hull.erase(hull.begin() + static_cast<std::ptrdiff_t>((at + 1) % hull.size()));
  }
  if (hull.size() != 4) return std::nullopt;
  // The top left is where both coordinates are small.
  std::rotate(hull.begin(), std::min_element(hull.begin(), hull.end(), [](const Point& a, const Point& b) { return a.x + a.y < b.x + b.y; }), hull.end());
  return Corners{hull[0], hull[1], hull[2], hull[3]};
}

int grey_at(Pix* grey, double x, double y) {
  const int u = std::clamp(static_cast<int>(x), 0, pixGetWidth(grey) - 1), v = std::clamp(static_cast<int>(y), 0, pixGetHeight(grey) - 1);
  return static_cast<int>(GET_DATA_BYTE(pixGetData(grey) + static_cast<std::ptrdiff_t>(v) * pixGetWpl(grey), u));
}

/// How clearly a quadrilateral stands out: mean step over its sides; 0 unless at least two sides lie within the picture and
/// each of those is brighter inside nearly all along.
double clearness(Pix* grey, const Corners& corners) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const auto at_border = [&](const Point& p) {
    return p.x < kBeyond || p.y < kBeyond || p.x > width - kBeyond || p.y > height - kBeyond;
  };
  int within = 0, points = 0;
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point &a = corners[i], &b = corners[(i + 1) % 4];
    const double side = length(a, b), nx = -(b.y - a.y) / side, ny = (b.x - a.x) / side;  // inwards
    int seen = 0, looked = 0;
    for (double t = 0.04; t < 0.96; t += 2 / side) {
      const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (at_border(p)) continue;
      const int step = grey_at(grey, p.x + kBeyond * nx, p.y + kBeyond * ny) - grey_at(grey, p.x - kBeyond * nx, p.y - kBeyond * ny);
      ++looked;
      seen += step >= kStep;
      sum += step;
    }
    points += looked;
    if (looked * 4 < side) continue;  // along the border of the picture
    if (seen < kSeen * looked) return 0;
    ++within;
  }
  return within >= 2 ? sum / points : 0;
}

/// Pixels of the flat sheet → of the photograph.
Projective map_to(const Corners& corners, double width, double height) {
  const auto& [p, q, r, s] = corners;
  const double dx1 = q.x - r.x, dx2 = s.x - r.x, dx3 = p.x - q.x + r.x - s.x;
  const double dy1 = q.y - r.y, dy2 = s.y - r.y, dy3 = p.y - q.y + r.y - s.y, det = dx1 * dy2 - dx2 * dy1;
  const double g = (dx3 * dy2 - dx2 * dy3) / det, h = (dx1 * dy3 - dx3 * dy1) / det;
  return {(q.x - p.x + g * q.x) / width, (s.x - p.x + h * s.x) / height, p.x,
          (q.y - p.y + g * q.y) / width, (s.y - p.y + h * s.y) / height, p.y, g / width, h / height, 1};
}

}  // namespace

std::optional<Corners> find_sheet(const Image& image) {
  if (image.empty() || std::min(image.width(), image.height()) < kSide) return std::nullopt;
  const PixPtr small = small_of(image);
  if (!small) return std::nullopt;
  const double all = pixGetWidth(small.get()) * static_cast<double>(pixGetHeight(small.get()));
  std::optional<Corners> best;
  double clearest = 0;
  // Light differs over a photograph: whichever threshold shows four clear sides is right.
  const std::array<double, 256> darker = darker_shares(small.get());
  for (int threshold = 40; threshold <= 230; threshold += 10) {
    const double dark = darker[static_cast<std::size_t>(threshold)];
    if (dark < kLeastDark || dark > 1 - kLeastBright) continue;
    const PixPtr mask = bright_piece(small.get(), threshold);
    if (!mask) continue;
    const std::vector<Point> hull = hull_of(mask.get());
    if (hull.size() < 4 || area(hull) < kLeastSheet * all || area(hull) > kMostSheet * all) continue;
    const auto corners = four_sides(hull);
    if (!corners || area(hull) < kFull * area({corners->begin(), corners->end()})) continue;
    const double clear = clearness(small.get(), *corners);
    if (clear > clearest) clearest = clear, best = corners;
  }
  if (!best) return best;
  const double scale = image.width() / static_cast<double>(pixGetWidth(small.get()));
  for (Point& p : *best) p.x *= scale, p.y *= scale;
  return best;
}

Image drawn_through(const Image& image, const Projective& back, int width, int height, int dpi) {
  PixPtr out(pixCreateNoInit(width, height, pixGetDepth(image.pix())));
  if (!out) return {};
  const auto& [a, b, c, d, e, f, g, h, i] = back;
  const int columns = image.width(), rows = image.height(), words = pixGetWpl(image.pix());
  const l_uint32* from = pixGetData(image.pix());
  l_uint32* line = pixGetData(out.get());
  const bool colour = image.colour();
  for (int y = 0; y < height; ++y, line += pixGetWpl(out.get()))
    for (int x = 0; x < width; ++x) {
      const double u = x + 0.5, v = y + 0.5, w = g * u + h * v + i;
      const double px = (a * u + b * v + c) / w - 0.5, py = (d * u + e * v + f) / w - 0.5;
      const bool outside = !(w > 0) || !(px >= -0.5 && py >= -0.5 && px <= columns - 0.5 && py <= rows - 0.5);
      if (outside) {
        if (colour) line[x] = 0xffffff00U; else SET_DATA_BYTE(line, x, 255);
        continue;
      }
      const int x0 = std::clamp(static_cast<int>(px), 0, std::max(0, columns - 2)), y0 = std::clamp(static_cast<int>(py), 0, std::max(0, rows - 2));
      const int x1 = std::min(x0 + 1, columns - 1), y1 = std::min(y0 + 1, rows - 1);
      const double right = std::clamp(px - x0, 0.0, 1.0), low = std::clamp(py - y0, 0.0, 1.0);
      const l_uint32 *upper = from + static_cast<std::ptrdiff_t>(y0) * words, *lower = from + static_cast<std::ptrdiff_t>(y1) * words;
      const auto mixed = [&](auto value) {
        return static_cast<l_uint32>((1 - low) * ((1 - right) * value(upper, x0) + right * value(upper, x1)) +
                                     low * ((1 - right) * value(lower, x0) + right * value(lower, x1)) + 0.5);
      };
      if (!colour) {
        SET_DATA_BYTE(line, x, static_cast<l_uint8>(mixed([](const l_uint32* row, int k) { return static_cast<double>(GET_DATA_BYTE(row, k)); })));
        continue;
      }
      line[x] = 0;
      for (const int shift : {24, 16, 8})
        line[x] |= mixed([shift](const l_uint32* row, int k) { return static_cast<double>(row[k] >> shift & 255); }) << shift;
    }
  return Image(out.release(), dpi);
}

Flattened laid_flat(const Image& photo, const Corners& corners) {
  const auto& [p, q, r, s] = corners;
  double width = std::max(length(p, q), length(s, r)), height = std::max(length(p, s), length(q, r));
  const bool lying = width > height;
  const double ratio = lying ? width / height : height / width;
  if (std::abs(ratio / kA4 - 1) < kNearA4) (lying ? width : height) = (lying ? height : width) * kA4;
  const double dpi = std::max(width, height) * 25.4 / 297, shrink = std::min(1.0, kRecordDpi / dpi);
  const int columns = static_cast<int>(std::lround(width * shrink)), rows = static_cast<int>(std::lround(height * shrink));
  const Projective back = map_to(corners, columns, rows);
  const Image flat = drawn_through(photo, back, columns, rows, static_cast<int>(std::lround(dpi * shrink)));
  // No sheet lies quite flat: what is left of the desk along its edges gives way to the paper beside it.
  const int edge = static_cast<int>(kEdgeMm * dpi * shrink / 25.4);
  const PixPtr inner = flat.empty() ? nullptr : clipped(flat.pix(), {edge, edge, columns - edge, rows - edge});
  return {Image(inner ? pixAddMirroredBorder(inner.get(), edge, edge, edge, edge) : nullptr, flat.dpi()), back};
}

}  // namespace sohoa
