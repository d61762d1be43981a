#include "pipeline/image/seal.hh"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <optional>

#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

/// Rings are looked for at this resolution: the outline of a seal is then two or three pixels wide.
constexpr double kDpi = 50;
constexpr double kMm = kDpi / 25.4;
constexpr int kLeastRadius = static_cast<int>(14.0 * kMm),
              kMostRadius = static_cast<int>(22.0 * kMm);
constexpr int kSteep = 30;        // least change of brightness over two pixels that is an edge
constexpr int kCell = 2;          // of the votes
constexpr int kMostSeals = 4;     // joint circulars have that many
constexpr int kCandidates = 12;   // centres looked at closely
constexpr float kRadial = 0.94F;  // cosine between an edge and the radius through it
// Of 163 scanned pages 26 with a seal have 0.88 and more; those without, and one too faint, 0.70 and less.
constexpr double kCovered = 0.78;
constexpr double kOuter = 0.65;
constexpr std::size_t kParts = 90;  // of the circumference
constexpr int kInk = 160;
constexpr double kEmblem = 0.62;  // share of the radius within which no line of text is believed
constexpr double kBeside = 6;     // millimetres between a seal and the words that go on into it
constexpr double kAround = 15, kOutline = 0.6;  // millimetres around a seal in which print is looked at, on both sides of its outline
constexpr double kPaleInk = 0.75, kDarkInk = 0.6;  // of the paper's brightness: what is ink of a seal, and print
constexpr int kPaler = 45;        // than print, for the two to be told apart

struct Edge {
  float x, y, ux, uy;  // place and unit normal
};

std::vector<Edge> edges_of(Pix* grey) {
  std::vector<Edge> edges;
  const int width = pixGetWidth(grey), height = pixGetHeight(grey), words = pixGetWpl(grey);
  const l_uint32* data = pixGetData(grey);
  const auto at = [&](int x, int y) {
    return static_cast<int>(GET_DATA_BYTE(data + static_cast<std::ptrdiff_t>(y) * words, x));
  };
  for (int y = 1; y + 1 < height; ++y)
    for (int x = 1; x + 1 < width; ++x) {
      const int dx = at(x + 1, y) - at(x - 1, y), dy = at(x, y + 1) - at(x, y - 1);
      if (std::abs(dx) + std::abs(dy) < kSteep) continue;
      const float length = std::hypot(static_cast<float>(dx), static_cast<float>(dy));
      edges.push_back({static_cast<float>(x), static_cast<float>(y),
                       static_cast<float>(dx) / length, static_cast<float>(dy) / length});
    }
  return edges;
}

/// How many edges point at each cell from a seal's radius away.
struct Votes {
  int columns, rows;
  std::vector<std::uint16_t> count;

  Votes(int width, int height, const std::vector<Edge>& edges)
      : columns(width / kCell + 1),
        rows(height / kCell + 1),
        count(static_cast<std::size_t>(columns * rows)) {
    for (const Edge& e : edges)
      for (const float side : {-1.0F, 1.0F})
        for (int r = kLeastRadius; r <= kMostRadius; ++r) {
          const float reach = side * static_cast<float>(r);
          const float x = e.x + reach * e.ux, y = e.y + reach * e.uy;
          if (x < 0 || y < 0 || x >= static_cast<float>(width) || y >= static_cast<float>(height))
            continue;
          ++count[static_cast<std::size_t>(static_cast<int>(y) / kCell * columns +
                                           static_cast<int>(x) / kCell)];
        }
  }
  /// Votes for the cell and its neighbours.
  int around(int column, int row) const {
    int sum = 0;
    for (int v = row - 1; v <= row + 1; ++v)
      for (int u = column - 1; u <= column + 1; ++u)
        sum += count[static_cast<std::size_t>(v * columns + u)];
    return sum;
  }
};

struct Centre {
  int x, y, votes;
};

std::vector<Centre> candidates(const Votes& votes) {
  std::vector<Centre> all;
  for (int row = 1; row + 1 < votes.rows; ++row)
    for (int column = 1; column + 1 < votes.columns; ++column) {
      const int sum = votes.around(column, row);
      if (sum > 2 * kMostRadius) all.push_back({column * kCell, row * kCell, sum});
    }
  std::stable_sort(all.begin(), all.end(),
                   [](const Centre& a, const Centre& b) { return a.votes > b.votes; });
  std::vector<Centre> out;
  for (const Centre& c : all) {
    if (out.size() == kCandidates) break;
    const bool known = std::any_of(out.begin(), out.end(), [&](const Centre& o) {
      return std::hypot(o.x - c.x, o.y - c.y) < kLeastRadius / 2.0;
    });
    if (!known) out.push_back(c);
  }
  return out;
}

/// How much of the circumference has edges across the radius, for the best radius about a point.
Ring ring_about(float cx, float cy, const std::vector<Edge>& near) {
  std::array<std::bitset<kParts>, kMostRadius + 3> at_radius;
  for (const Edge& e : near) {
    const float dx = e.x - cx, dy = e.y - cy, r = std::sqrt(dx * dx + dy * dy);
    if (r < kLeastRadius || r > kMostRadius + 1 || std::abs(dx * e.ux + dy * e.uy) < kRadial * r)
      continue;
    const float turn = std::atan2(dy, dx) / std::numbers::pi_v<float> + 1;
    at_radius[static_cast<std::size_t>(r)].set(
        static_cast<std::size_t>(turn / 2 * (kParts - 0.01F)));
  }
  Ring best;
  std::array<double, kMostRadius + 1> covered{};
  for (std::size_t r = kLeastRadius; r <= kMostRadius; ++r) {
    covered[r] = static_cast<double>((at_radius[r] | at_radius[r + 1]).count()) / kParts;
    if (covered[r] > best.covered) best = {cx, cy, static_cast<double>(r) + 1, covered[r]};
  }
  // A seal has lines within its outline: it is as large as the outermost of them.
  for (std::size_t r = kLeastRadius; r <= kMostRadius; ++r)
    if (covered[r] > kOuter) best.radius = static_cast<double>(r) + 1;
  return best;
}

/// The best covered circle about a point near the candidate.
Ring ring_near(const Centre& candidate, const std::vector<Edge>& edges) {
  std::vector<Edge> near;
  const auto x = static_cast<float>(candidate.x), y = static_cast<float>(candidate.y);
  for (const Edge& e : edges)
    if (std::abs(e.x - x) < kMostRadius + 4 && std::abs(e.y - y) < kMostRadius + 4)
      near.push_back(e);
  Ring best = ring_about(x, y, near);
  for (const float step : {4.0F, 2.0F, 1.0F}) {
    const auto mx = static_cast<float>(best.x), my = static_cast<float>(best.y);
    for (const float dy : {-step, 0.0F, step})
      for (const float dx : {-step, 0.0F, step}) {
        const Ring ring = ring_about(mx + dx, my + dy, near);
        if (ring.covered > best.covered) best = ring;
      }
    if (best.covered < kCovered - 0.2) break;
  }
  return best;
}

/// Letters just outside a seal: the rows they stand in go on into it.
std::vector<std::pair<int, int>> lines_beside(Pix* binary, const Ring& ring, double mm) {
  const int reach = static_cast<int>(ring.radius + kBeside * mm);
  ::Box* around = boxCreate(static_cast<int>(ring.x) - reach, static_cast<int>(ring.y) - reach,
                            2 * reach, 2 * reach);
  ::Box* inside = nullptr;
  PixPtr part(pixClipRectangle(binary, around, &inside));
  boxDestroy(&around);
  std::vector<std::pair<int, int>> letters, lines;
  if (!part) return lines;
  l_int32 left = 0, top = 0;
  boxGetGeometry(inside, &left, &top, nullptr, nullptr);
  boxDestroy(&inside);
  // The seal itself goes, so that what touches it counts by what stands out.
  for (int y = 0; y < pixGetHeight(part.get()); ++y) {
    const double dy = y + top - ring.y, half = ring.radius * ring.radius - dy * dy;
    if (half <= 0) continue;
    const int span = static_cast<int>(std::sqrt(half) + 0.6 * mm),
              x = static_cast<int>(ring.x) - left - span;
    ::Box* row = boxCreate(std::max(0, x), y, 2 * span + std::min(0, x), 1);
    pixClearInRect(part.get(), row);
    boxDestroy(&row);
  }
  for (const Box& mark : connected_boxes(part.get())) {
    const int x = mark.x0, y = mark.y0, w = mark.width(), h = mark.height();
    if (h < 1.5 * mm || h > 5 * mm || w < 0.5 * mm || w > 16 * mm) continue;
    const double middle = y + top + h / 2.0 - ring.y;
    if (std::abs(middle) < 0.4 * ring.radius || std::abs(middle) > ring.radius + 2.5 * mm) continue;
    // Words above or below the middle of a seal have their neighbours half a seal away.
    const double edge = std::max(
        ring.radius / 2, std::sqrt(std::max(0.0, ring.radius * ring.radius - middle * middle)));
    const double gap = std::max(ring.x - edge - (x + left + w), x + left - (ring.x + edge));
    if (gap > kBeside * mm) continue;
    letters.emplace_back(y + top, y + top + h);
  }
  // Pieces of a signature do not stand in a row.
  for (const auto& [y0, y1] : letters) {
    const auto beside = std::count_if(letters.begin(), letters.end(), [&, y0 = y0, y1 = y1](const auto& other) {
      return std::abs(y0 - other.first) < mm || std::abs(y1 - other.second) < mm;
    });
    if (beside >= 2) lines.emplace_back(y0 - static_cast<int>(mm), y1 + static_cast<int>(0.5 * mm));
  }
  return lines;
}

void take_out(Pix* grey, Pix* binary, const Ring& ring, double mm) {
  const auto lines = lines_beside(binary, ring, mm);
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const int reach = static_cast<int>(ring.radius + 1.5 * mm);
  for (int y = std::max(0, static_cast<int>(ring.y) - reach);
       y < std::min(height, static_cast<int>(ring.y) + reach); ++y) {
    const bool kept = std::any_of(lines.begin(), lines.end(),
                                  [y](const auto& l) { return y >= l.first && y < l.second; });
    l_uint32* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = std::max(0, static_cast<int>(ring.x) - reach);
         x < std::min(width, static_cast<int>(ring.x) + reach); ++x) {
      const double r = std::hypot(x - ring.x, y - ring.y);
      if (r > reach || (kept && r > kEmblem * ring.radius)) continue;
      SET_DATA_BYTE(line, x, 255);
    }
  }
}

/// The brightness below which `share` of the values darker than `limit` lie; `limit` where there are none.
int quantile(const std::array<int, 256>& counts, double share, int limit) {
  const int all = std::accumulate(counts.begin(), counts.begin() + limit, 0);
  int sum = 0;
  for (int value = 0; value < limit; ++value)
    if ((sum += counts[static_cast<std::size_t>(value)]) > share * all) return value;
  return limit;
}

/// Brightness of print, of the ink of a seal, and of the paper.
struct Tones {
  int print, seal, paper;
};

/// The tones about a seal whose ink is much paler than print, as red is in grey; nothing where both are as dark.
std::optional<Tones> pale_seal(Pix* grey, const Ring& ring, double mm) {
  std::array<int, 256> around{}, outline{};
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const double reach = ring.radius + kAround * mm;
  for (int y = std::max(0, static_cast<int>(ring.y - reach)); y < std::min(height, static_cast<int>(ring.y + reach)); ++y) {
    const l_uint32* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = std::max(0, static_cast<int>(ring.x - reach)); x < std::min(width, static_cast<int>(ring.x + reach)); ++x) {
      const double r = std::hypot(x - ring.x, y - ring.y);
      const auto value = static_cast<std::size_t>(GET_DATA_BYTE(line, x));
      if (std::abs(r - ring.radius) < kOutline * mm) ++outline[value];
      if (r > ring.radius + 2 * kOutline * mm) ++around[value];
    }
  }
  const int paper = quantile(around, 0.5, 256);
  const int tone = quantile(outline, 0.5, static_cast<int>(kPaleInk * paper)), print = quantile(around, 0.25, static_cast<int>(kDarkInk * paper));
  return tone - print > kPaler ? std::optional(Tones{print, tone, paper}) : std::nullopt;
}

/// Takes out what is as pale as the seal's ink; print stays as it is, also below it.
void leave_print(Pix* grey, const Ring& ring, const Tones& tones, double mm) {
  const int middle = (tones.print + tones.seal) / 2;
  std::array<l_uint8, 256> cleaned{};
  for (int value = 0; value < 256; ++value) {
    const int lifted = middle + (value - middle) * (tones.paper - middle) / (tones.seal - middle);
    cleaned[static_cast<std::size_t>(value)] = static_cast<l_uint8>(value <= middle ? value : std::max(value, std::min(tones.paper, lifted)));
  }
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const double reach = ring.radius + 1.5 * mm;
  for (int y = std::max(0, static_cast<int>(ring.y - reach)); y < std::min(height, static_cast<int>(ring.y + reach)); ++y) {
    l_uint32* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = std::max(0, static_cast<int>(ring.x - reach)); x < std::min(width, static_cast<int>(ring.x + reach)); ++x)
      if (std::hypot(x - ring.x, y - ring.y) < reach) SET_DATA_BYTE(line, x, cleaned[static_cast<std::size_t>(GET_DATA_BYTE(line, x))]);
  }
}

}  // namespace

std::vector<Ring> find_rings(const Image& grey) {
  std::vector<Ring> rings;
  if (grey.empty() || grey.colour() || grey.dpi() < kDpi) return rings;
  const auto scale = static_cast<l_float32>(kDpi / grey.dpi());
  PixPtr small(pixScaleAreaMap(grey.pix(), scale, scale));
  if (!small) return rings;
  const int width = pixGetWidth(small.get()), height = pixGetHeight(small.get());
  if (width < kMostRadius || height < kMostRadius || width > 2000 || height > 2000) return rings;
  const std::vector<Edge> edges = edges_of(small.get());
  std::vector<Ring> found;
  for (const Centre& centre : candidates(Votes(width, height, edges))) {
    Ring ring = ring_near(centre, edges);
    ring.x /= scale, ring.y /= scale, ring.radius /= scale;
    found.push_back(ring);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Ring& a, const Ring& b) { return a.covered > b.covered; });
  for (const Ring& ring : found) {
    if (ring.covered < kCovered || rings.size() == kMostSeals) break;
    const bool crossed = std::any_of(rings.begin(), rings.end(), [&](const Ring& other) {
      return std::hypot(other.x - ring.x, other.y - ring.y) < std::max(other.radius, ring.radius);
    });
    if (!crossed) rings.push_back(ring);
  }
  return rings;
}

Image take_out_seals(Image grey, bool rows, std::vector<Layer>& layers, Image* sealed) {
  const std::vector<Ring> rings = find_rings(grey);
  if (rings.empty()) return grey;
  PixPtr binary(pixThresholdToBinary(grey.pix(), kInk));
  if (!binary) return grey;
  if (sealed) *sealed = Image(pixCopy(nullptr, grey.pix()), grey.dpi());
  for (const Ring& ring : rings) {
    layers.push_back(
        {LayerKind::seal,
         {static_cast<int>(ring.x - ring.radius), static_cast<int>(ring.y - ring.radius),
          static_cast<int>(ring.x + ring.radius), static_cast<int>(ring.y + ring.radius)}});
    const double mm = grey.dpi() / 25.4;
    if (const auto tones = pale_seal(grey.pix(), ring, mm))
      leave_print(grey.pix(), ring, *tones, mm);
    else if (rows)
      take_out(grey.pix(), binary.get(), ring, mm);
  }
  return grey;
}

}  // namespace sohoa
