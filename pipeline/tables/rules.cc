#include "pipeline/tables/rules.hh"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace sohoa {
namespace {

constexpr int kClear = 16;       // grey levels a rule stands out by
constexpr int kFaint = 9;        // …where it is known to run
constexpr int kPaperTone = 50;   // beside a rule is paper, at most so much darker than the lightest place around
constexpr int kPart = 20;          // strips a bending rule is taken in
constexpr std::size_t kBends = 3;  // such parts at least: what is shorter does not bend
constexpr int kMissing = 1;      // strips that may lack in one piece of a rule
constexpr double kDense = 0.85;        // share of its strips in which it must be seen
constexpr double kMostSlope = 0.02;  // of a straightened page
constexpr double kMostBend = 0.12;   // near the edges of one that did not lie flat
constexpr int kBend = 2;             // pixels from strip to strip beside the way it took
constexpr double kFollow = 0.3;      // how quickly its slope changes
constexpr int kBendPart = 6;         // strips of a piece
constexpr double kWander = 0.8;      // pixels beside the straight line, in the mean
constexpr double kHalfWidth = 0.42;  // mm from the middle of a rule to the paper beside it
constexpr double kBeside = 0.35;     // mm of paper looked at
constexpr double kAround = 9;        // mm of one strip whose lightest place is paper: light may be uneven, cells shaded

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Means over strips of the page: one row of results for every kStrip rows (upright) or columns (level) of it.
std::vector<std::uint8_t> strips_of(const std::vector<unsigned char>& grey, int width, int height, bool upright) {
  constexpr int kStrip = Ridges::kStrip;
  const int strips = (upright ? height : width) / kStrip, length = upright ? width : height;
  std::vector<std::uint8_t> result(at(strips) * at(length));
  std::vector<std::uint16_t> sums(at(width));
  if (upright) {
    for (int s = 0; s < strips; ++s) {
      std::fill(sums.begin(), sums.end(), std::uint16_t{0});
      for (int y = s * kStrip; y < (s + 1) * kStrip; ++y) {
        const unsigned char* row = grey.data() + at(y) * at(width);
        for (int x = 0; x < width; ++x) sums[at(x)] = static_cast<std::uint16_t>(sums[at(x)] + row[x]);
      }
      for (int x = 0; x < width; ++x) result[at(s) * at(length) + at(x)] = static_cast<std::uint8_t>(sums[at(x)] / kStrip);
    }
    return result;
  }
  // Written in tiles: the results of neighbouring rows stand side by side.
  constexpr int kTile = 64;
  for (int top = 0; top < height; top += kTile)
    for (int s = 0; s < strips; ++s) {
      std::uint8_t* out = result.data() + at(s) * at(length);
      for (int y = top; y < std::min(height, top + kTile); ++y) {
        const unsigned char* from = grey.data() + at(y) * at(width) + at(s) * kStrip;
        unsigned sum = 0;
        for (int k = 0; k < kStrip; ++k) sum += from[k];
        out[y] = static_cast<std::uint8_t>(sum / kStrip);
      }
    }
  return result;
}

/// Noise of single pixels goes, a rule of two or three stays.
void soften(std::uint8_t* value, int length) {
  int before = value[0];
  for (int i = 1; i + 1 < length; ++i) {
    const int here = value[i];
    value[i] = static_cast<std::uint8_t>((before + 2 * here + value[i + 1]) / 4);
    before = here;
  }
}

/// Of every place of one strip how much darker it is than the paper on both sides; 0 beside the darkest place and where
/// there is no paper.
void find_ridges(const std::uint8_t* value, std::uint8_t* depth, int length, int half, int beside, int around) {
  const int reach = half + beside;
  int paper = 0, dark = 0, known = 0;
  for (int i = reach; i < length - reach; ++i) {
    if (i >= known) {
      known = std::min(length, i + around);
      paper = *std::max_element(value + i, value + known);
      dark = std::max(0, paper - kFaint);
    }
    const int here = value[i];
    if (here >= dark || value[i - 1] < here || value[i + 1] <= here) continue;
    int left = 0, right = 0;
    for (int k = half; k < reach; ++k) {
      left = std::max<int>(left, value[i - k]);
      right = std::max<int>(right, value[i + k]);
    }
    const int side = std::min(left, right);
    if (side - here < kFaint || side < paper - kPaperTone) continue;
    depth[i] = static_cast<std::uint8_t>(side - here);
  }
}

/// Places of one ridge in a run of strips, as the sums a straight line is fitted from.
struct Run {
  int first = 0, last = 0;  // strips
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, depth = 0;
  void add(int strip, int place, int darker) {
    const double x = strip, y = place;
    if (n == 0) first = last = strip;
    first = std::min(first, strip);
    last = std::max(last, strip);
    n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y, depth += darker;
  }
  int length() const { return n > 0 ? (last + 1 - first) * Ridges::kStrip : 0; }
  /// The straight line through it; nothing where noise, or letters of several lines, happened to stand in a row.
  std::optional<Rule> rule(double most_slope = kMostSlope) const {
    constexpr int kStrip = Ridges::kStrip;
    const double spread = n * sxx - sx * sx, slope = spread > 0 ? (n * sxy - sx * sy) / spread : 0;
    const double wander = ((syy - sy * sy / n) - slope * (sxy - sx * sy / n)) / n;
    if (n < kDense * (last - first + 1) || std::abs(slope) > most_slope * kStrip || wander > kWander * kWander) return std::nullopt;
    Rule rule;
    rule.begin = first * kStrip;
    rule.end = (last + 1) * kStrip;
    rule.slope = slope / kStrip;
    rule.across = (sy - slope * sx) / n - rule.slope * kStrip / 2.0;
    rule.depth = depth / n;
    return rule;
  }
};

/// A ridge followed from strip to strip.
struct Track {
  Run whole, part;
  std::vector<Run> parts;  // of kPart strips each, before `part`
  int last() const { return whole.last; }
  void add(int strip, int place, int darker) {
    whole.add(strip, place, darker);
    if (part.n > 0 && strip - part.first >= kPart) parts.push_back(std::exchange(part, {}));
    part.add(strip, place, darker);
  }
  /// One rule; where paper did not lie flat and a long one bends, its parts.
  void put_rules(int least, std::vector<Rule>& rules) const {
    if (whole.length() < least) return;
    if (const auto rule = whole.rule()) {
      rules.push_back(*rule);
      return;
    }
    if (parts.size() < kBends) return;
    for (const Run& run : parts)
      if (const auto rule = run.rule()) rules.push_back(*rule);
    if (const auto rule = part.rule(); rule && part.length() >= least) rules.push_back(*rule);
  }
};

}  // namespace

Ridges::Ridges(const std::vector<unsigned char>& grey, int width, int height, bool upright, double mm)
    : strips_((upright ? height : width) / kStrip), length_(upright ? width : height) {
  const int half = std::max(2, static_cast<int>(std::lround(kHalfWidth * mm)));
  const int beside = std::max(2, static_cast<int>(std::lround(kBeside * mm)));
  reach_ = std::max(2, half - 1);
  std::vector<std::uint8_t> values = strips_of(grey, width, height, upright);
  depth_.resize(values.size());
  for (int s = 0; s < strips_; ++s) {
    soften(values.data() + at(s) * at(length_), length_);
    find_ridges(values.data() + at(s) * at(length_), depth_.data() + at(s) * at(length_), length_, half, beside,
                static_cast<int>(kAround * mm) + 1);
  }
}

std::vector<Rule> Ridges::rules(int least) const {
  std::vector<Rule> found;
  std::vector<Track> tracks;
  std::vector<int> above(at(length_), -1);  // the track that came by last
  for (int s = 0; s < strips_; ++s) {
    const std::uint8_t* depth = strip(s);
    for (int i = 2; i < length_ - 2; ++i) {
      if (depth[i] < kClear) continue;
      int from = -1;
      for (const int k : {0, 1, -1, 2, -2})
        if (const int near = above[at(i + k)]; from < 0 && near >= 0 && tracks[at(near)].last() < s && tracks[at(near)].last() + kMissing >= s - 1)
          from = near;
      if (from < 0) {
        from = static_cast<int>(tracks.size());
        tracks.emplace_back();
      }
      tracks[at(from)].add(s, i, depth[i]);
      above[at(i)] = from;
    }
  }
  for (const Track& track : tracks) track.put_rules(least, found);
  return found;
}

std::vector<Rule> Ridges::continued(const Rule& rule, bool forwards, double depth, int limit) const {
  std::vector<Rule> pieces;
  const int step = forwards ? 1 : -1;
  int s = (forwards ? rule.end : rule.begin - 1) / kStrip, missing = 0;
  double place = rule.at(forwards ? rule.end : rule.begin), slope = rule.slope * kStrip * step;  // a strip
  Run run;
  const auto close = [&] {
    if (run.n >= kBendPart / 2)
      if (auto piece = run.rule(kMostBend)) pieces.push_back(*piece);
    run = {};
  };
  for (; s >= 0 && s < strips_ && (forwards ? s * kStrip < limit : (s + 1) * kStrip > limit) && missing <= kMissing; s += step) {
    const int expected = static_cast<int>(std::lround(place + slope));
    int best = -1;
    for (int i = std::max(0, expected - kBend); i <= std::min(length_ - 1, expected + kBend); ++i)
      if (strip(s)[i] > 0 && strip(s)[i] >= depth && (best < 0 || std::abs(i - expected) < std::abs(best - expected))) best = i;
    if (best < 0) {
      place += slope;
      ++missing;
      continue;
    }
    missing = 0;
    slope += kFollow * (best - place - slope);
    place += slope + (1 - kFollow) * (best - place - slope);
    if (std::abs(slope) > kMostBend * kStrip) break;
    run.add(s, best, strip(s)[best]);
    if (run.n >= kBendPart) close();
  }
  close();
  return pieces;
}

double Ridges::coverage(const std::function<double(double)>& across, double depth_of_rule, double begin, double end) const {
  const int first = std::max(0, (static_cast<int>(begin) + kStrip - 1) / kStrip), last = std::min(strips_, static_cast<int>(end) / kStrip);
  int covered = 0;
  for (int s = first; s < last; ++s) {
    const int middle = static_cast<int>(std::lround(across((s + 0.5) * kStrip)));
    const std::uint8_t* depth = strip(s);
    for (int i = std::max(0, middle - reach_); i <= std::min(length_ - 1, middle + reach_); ++i)
      if (depth[i] > 0 && depth[i] >= depth_of_rule) {
        ++covered;
        break;
      }
  }
  return last > first ? covered / static_cast<double>(last - first) : 0.0;
}

}  // namespace sohoa
