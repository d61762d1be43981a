#include "pipeline/image/colour.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "pipeline/image/patch.hh"
#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

/// Colours are looked for in cells of this many pixels, about 37 dpi for a page of 150.
constexpr int kCell = 4;
/// Coloured pixels a cell must have, so that the fringes a scanner puts around black letters do not count.
constexpr int kCellInk = 5;
constexpr int kRedness = 48;   // red above the other two
constexpr int kBlueness = 32;  // blue above red
constexpr std::size_t kManyWords = 40;  // blue pieces of a page
constexpr double kSealGapMm = 3;  // between pieces of one seal
constexpr double kMmPerInch = 25.4;

struct Rgb {
  int r, g, b;
  explicit Rgb(l_uint32 pixel) : r(static_cast<int>(pixel >> 24)), g((pixel >> 16) & 255), b((pixel >> 8) & 255) {}
  bool red() const { return r - std::max(g, b) > kRedness; }
  bool blue() const { return b - r > kBlueness && b >= g; }
  int most() const { return std::max({r, g, b}); }
  int least() const { return std::min({r, g, b}); }
  int luma() const { return sohoa::luma(r, g, b); }
};

struct Masks {
  PixPtr red, blue;
};

/// One bit a cell for red and for blue ink.
Masks masks_of(const Image& image) {
  const int columns = image.width() / kCell, rows = image.height() / kCell;
  Masks masks{PixPtr(pixCreate(columns, rows, 1)), PixPtr(pixCreate(columns, rows, 1))};
  std::vector<std::uint8_t> red(static_cast<std::size_t>(columns)), blue(red.size());
  const l_uint32* line = pixGetData(image.pix());
  const int words = pixGetWpl(image.pix());
  for (int row = 0; row < rows; ++row) {
    std::fill(red.begin(), red.end(), 0);
    std::fill(blue.begin(), blue.end(), 0);
    for (int y = 0; y < kCell; ++y, line += words)
      for (int x = 0; x < columns * kCell; ++x) {
        const Rgb p(line[x]);
        red[static_cast<std::size_t>(x / kCell)] += p.red();
        blue[static_cast<std::size_t>(x / kCell)] += p.blue();
      }
    for (int x = 0; x < columns; ++x) {
      if (red[static_cast<std::size_t>(x)] >= kCellInk) pixSetPixel(masks.red.get(), x, row, 1);
      if (blue[static_cast<std::size_t>(x)] >= kCellInk) pixSetPixel(masks.blue.get(), x, row, 1);
    }
  }
  return masks;
}

int count_in(Pix* mask, const Box& box) {
  const PixPtr part = clipped(mask, box);
  l_int32 count = 0;
  if (part) pixCountPixels(part.get(), &count, nullptr);
  return count;
}

/// Boxes of what hangs together when gaps of `gap` cells are closed.
std::vector<Box> clusters(Pix* mask, int gap) {
  const PixPtr closed(pixCloseSafeBrick(nullptr, mask, gap, gap));
  return closed ? connected_boxes(closed.get()) : std::vector<Box>{};
}

/// A seal and the stamped name beside it often touch: the seal is the fullest square of the cluster.
Box fullest_square(Pix* mask, const Box& box) {
  const int side = box.height();
  Box best = box;
  int most = -1;
  for (int x = box.x0; x + side <= box.x1; ++x) {
    const Box square{x, box.y0, x + side, box.y1};
    const int count = count_in(mask, square);
    if (count > most) most = count, best = square;
  }
  return best;
}

/// Whether ink lies in a ring along the ellipse that fills the box: in at least six of its eight parts.
bool is_round(Pix* mask, const Box& box) {
  const double rx = box.width() / 2.0, ry = box.height() / 2.0, cx = box.x0 + rx, cy = box.y0 + ry;
  std::array<int, 8> inked{}, cells{};
  for (int y = box.y0; y < box.y1; ++y)
    for (int x = box.x0; x < box.x1; ++x) {
      const double u = (x + 0.5 - cx) / rx, v = (y + 0.5 - cy) / ry, r = std::hypot(u, v);
      if (r < 0.72 || r > 1.02) continue;
      const auto part = static_cast<std::size_t>((std::atan2(v, u) / std::numbers::pi + 1) * 3.999);
      l_uint32 on = 0;
      pixGetPixel(mask, x, y, &on);
      ++cells[part];
      inked[part] += on != 0;
    }
  int covered = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) covered += 5 * inked[i] > cells[i];
  return covered >= 6;
}

Box in_pixels(const Box& cells) { return {cells.x0 * kCell, cells.y0 * kCell, cells.x1 * kCell, cells.y1 * kCell}; }

/// Sizes in millimetres: seals of offices are 30 to 42 wide, the emblems of digital signatures half of that.
struct Measure {
  double mm_per_cell;
  double width(const Box& b) const { return b.width() * mm_per_cell; }
  double height(const Box& b) const { return b.height() * mm_per_cell; }
  bool seal(const Box& b) const {
    return width(b) > 9 && height(b) > 9 && width(b) < 60 && height(b) < 55 && 1.35 * width(b) > height(b);
  }
};

/// A pen drawn across a seal parts it into pieces: pieces whose box all in all is a seal's become that box.
std::vector<Box> seals_joined(Pix* mask, const Measure& mm, std::vector<Box> pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Box whole = pieces[i];
    std::vector<std::size_t> joined;
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t j = i + 1; j < pieces.size(); ++j) {
        const int gap = static_cast<int>(kSealGapMm / mm.mm_per_cell);
        const Box near{whole.x0 - gap, whole.y0 - gap, whole.x1 + gap, whole.y1 + gap};
        if (std::find(joined.begin(), joined.end(), j) != joined.end() || !overlap(near, pieces[j])) continue;
        whole = united(whole, pieces[j]);
        joined.push_back(j);
        grown = true;
      }
    }
    const bool square = whole.width() < 1.35 * whole.height() && whole.height() < 1.35 * whole.width();
    if (joined.empty() || !square || !mm.seal(whole) || mm.width(whole) < 20 || !is_round(mask, whole)) continue;
    std::sort(joined.rbegin(), joined.rend());
    for (const std::size_t j : joined) pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(j));
    pieces[i] = whole;
  }
  return pieces;
}

void find_red(Pix* mask, const Measure& mm, std::vector<Layer>& layers) {
  for (const Box& cluster : seals_joined(mask, mm, clusters(mask, 4))) {
    if (mm.width(cluster) < 4 || mm.height(cluster) < 2) continue;  // specks and rust
    const double filled = count_in(mask, cluster) / (1.0 * cluster.width() * cluster.height());
    const bool square = cluster.width() < 1.35 * cluster.height();
    if (mm.height(cluster) > 18 && mm.height(cluster) < 55 && !square && mm.width(cluster) < 110) {
      layers.push_back({LayerKind::seal, in_pixels(fullest_square(mask, cluster))});
    } else if (mm.seal(cluster) && square && filled > 0.12 && is_round(mask, cluster)) {
      layers.push_back({LayerKind::seal, in_pixels(cluster)});
    } else if (mm.width(cluster) < 120) {
      layers.push_back({LayerKind::stamp, in_pixels(cluster)});
    }
  }
}

/// Printed words in colour fall into many small letters, a pen's strokes into few long ones.
bool is_print(const Image& image, const Box& box) {
  PixPtr ink(pixCreate(box.width(), box.height(), 1));
  if (!ink) return false;
  for (int y = box.y0; y < std::min(box.y1, image.height()); ++y) {
    const l_uint32* line = pixGetData(image.pix()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(image.pix());
    for (int x = box.x0; x < std::min(box.x1, image.width()); ++x)
      if (Rgb(line[x]).blue()) pixSetPixel(ink.get(), x - box.x0, y - box.y0, 1);
  }
  const double mm = image.dpi() / kMmPerInch;
  int letters = 0, strokes = 0;
  for (const Box& mark : connected_boxes(ink.get())) {
    const int w = mark.width(), h = mark.height();
    letters += h > 0.8 * mm && h < 5 * mm && w < 5 * mm;
    strokes += h >= 6 * mm || w >= 9 * mm;
  }
  return letters >= 10 && letters > 8 * strokes;
}

void find_blue(const Image& image, Pix* mask, const Measure& mm, std::vector<Layer>& layers) {
  const std::vector<Box> found = clusters(mask, 3);
  // A page printed in blue falls into words, some of them too short to be told from a pen's strokes one by one.
  const bool printed_blue = found.size() >= kManyWords && is_print(image, {0, 0, image.width(), image.height()});
  for (const Box& cluster : found) {
    if (mm.width(cluster) < 2 || mm.height(cluster) < 2) continue;
    const bool words = mm.width(cluster) > 2 * mm.height(cluster) && is_print(image, in_pixels(cluster));
    const bool frame = mm.width(cluster) > 45 && mm.height(cluster) > 20;
    layers.push_back({words || frame || printed_blue ? LayerKind::stamp : LayerKind::handwriting, in_pixels(cluster)});
  }
}

}  // namespace

Image take_out_colour(Image image, std::vector<Layer>& layers, Image* coloured) {
  if (!image.colour()) return image;
  const int width = image.width(), height = image.height();
  const Measure mm{kMmPerInch * kCell / std::max(1, image.dpi())};
  std::vector<Layer> found;
  if (width >= kCell && height >= kCell) {
    const Masks masks = masks_of(image);
    find_red(masks.red.get(), mm, found);
    find_blue(image, masks.blue.get(), mm, found);
  }
  PixPtr grey(pixCreateNoInit(width, height, 8));
  if (!grey) return image;
  const l_uint32* in = pixGetData(image.pix());
  l_uint32* out = pixGetData(grey.get());
  for (int y = 0; y < height; ++y, in += pixGetWpl(image.pix()), out += pixGetWpl(grey.get()))
    for (int x = 0; x < width; ++x) SET_DATA_BYTE(out, x, static_cast<l_uint8>(Rgb(in[x]).luma()));
  for (const Layer& layer : found) {
    if (layer.kind == LayerKind::stamp) continue;
    // The more colour the lighter; black under a seal stays black.
    const int margin = kCell;
    const int x0 = std::max(0, layer.box.x0 - margin), x1 = std::min(width, layer.box.x1 + margin);
    const int y0 = std::max(0, layer.box.y0 - margin), y1 = std::min(height, layer.box.y1 + margin);
    for (int y = y0; y < y1; ++y) {
      const l_uint32* from = pixGetData(image.pix()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(image.pix());
      l_uint32* to = pixGetData(grey.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey.get());
      for (int x = x0; x < x1; ++x) {
        const Rgb p(from[x]);
        SET_DATA_BYTE(to, x, static_cast<l_uint8>(std::min(255, p.most() + 2 * (p.most() - p.least()))));
      }
    }
  }
  layers.insert(layers.end(), found.begin(), found.end());
  const int dpi = image.dpi();
  if (coloured) *coloured = std::move(image);
  return Image(grey.release(), dpi);
}

}  // namespace sohoa
