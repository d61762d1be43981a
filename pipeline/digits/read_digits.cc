#include "pipeline/digits/read_digits.hh"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "pipeline/digits/components.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostCuts = 18;     // places where a digit can end; more is no number
constexpr std::size_t kMostStrings = 40;  // kept at each cut
constexpr std::size_t kMostReadings = 8;
constexpr std::size_t kLongest = 5;       // digits
constexpr double kStray = 0.03;           // how likely a piece is dirt where it looks like no digit

/// The ink set upright: rows moved sideways so that strokes stand in columns. Of the slopes tried the one whose columns differ most.
InkMap upright(const InkMap& map, double& slope) {
  double best = -1;
  slope = 0;
  const auto moved = [&](int y, double s) { return static_cast<int>(std::lround(s * (y - map.height / 2.0))); };
  const int room = map.height / 3;
  for (double s = 0; s < 0.55; s += 0.05) {
    std::vector<int> columns(static_cast<std::size_t>(map.width + 2 * room));
    for (int y = 0; y < map.height; ++y)
      for (int x = 0; x < map.width; ++x)
        if (map.inked(x, y)) ++columns[static_cast<std::size_t>(std::clamp(x + moved(y, s) + room, 0, map.width + 2 * room - 1))];
    double sum = 0;
    for (const int n : columns) sum += static_cast<double>(n) * n;
    if (sum > best * 1.02) best = sum, slope = s;
  }
  InkMap straight(map.width + 2 * room, map.height);
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width; ++x)
      if (map.inked(x, y)) straight.at(std::clamp(x + moved(y, slope) + room, 0, straight.width - 1), y) = 255;
  return straight;
}

/// Columns where a digit can begin or end: gaps, and inside of what hangs together the thinnest places.
std::vector<int> cuts_of(const InkMap& map, const Box& all) {
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
    const int apart = std::max(4, all.height() / 6);
    for (int u = x + apart; u < end - apart; ++u) {
      bool thinnest = at(u) <= all.height() * 2 / 5;
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
  return cuts;
}

/// The ink from one cut to another: whole components that lie mostly there, else what of them does.
InkMap piece(const InkMap& map, const std::vector<Component>& components, int from, int to) {
  InkMap part(map.width, map.height);
  for (const Component& c : components) {
    if (c.box.x1 <= from || c.box.x0 >= to) continue;
    const auto in = std::count_if(c.pixels.begin(), c.pixels.end(), [&](int p) { return p % map.width >= from && p % map.width < to; });
    const double share = static_cast<double>(in) / static_cast<double>(c.pixels.size());
    if (share < 0.12) continue;
    for (const int p : c.pixels)
      if (share > 0.88 || (p % map.width >= from && p % map.width < to)) part.ink[static_cast<std::size_t>(p)] = 255;
  }
  return part;
}

struct Way {
  double probability = 0, best = 0;  // over all ways that spell it, and of the best one
  std::vector<Box> digits;           // of that
};
using Ways = std::map<std::string, Way>;

void keep_likeliest(Ways& ways) {
  if (ways.size() <= kMostStrings) return;
  std::vector<double> sorted;
  for (const auto& [text, way] : ways) sorted.push_back(way.probability);
  std::nth_element(sorted.begin(), sorted.begin() + kMostStrings, sorted.end(), std::greater<>());
  const double least = sorted[kMostStrings];
  std::erase_if(ways, [&](const auto& entry) { return entry.second.probability <= least; });
}

void add(Ways& ways, const std::string& text, const Way& before, double factor, const Box* digit) {
  Way& way = ways[text];
  way.probability += before.probability * factor;
  if (before.best * factor <= way.best) return;
  way.best = before.best * factor;
  way.digits = before.digits;
  if (digit) way.digits.push_back(*digit);
}

/// How usual a text is in a slot before its ink is looked at. Numbers and days below 10 and the months 1 and 2 are written with a
/// zero before them (Nghị định 30/2020/NĐ-CP, phụ lục I, II.3 and II.4), other months without; longer numbers without.
double usual(const std::string& text, SlotKind kind) {
  if (text.empty()) return 0;
  const bool zero = text[0] == '0';
  const int value = std::stoi(text);
  if (kind == SlotKind::number) return text.size() == 1 ? 0.05 : text.size() == 2 || !zero ? 1.0 : 0.15;
  if (text.size() > 2 || value < 1 || value > (kind == SlotKind::day ? 31 : 12)) return 0;
  if (text.size() == 2) return 1.0;
  return kind == SlotKind::day ? 0.05 : value > 2 ? 0.7 : 0.2;
}

}  // namespace

DigitReading read_digits(const InkMap& ink, SlotKind kind, const DigitNetwork& network) {
  double slope = 0;
  const InkMap map = upright(ink, slope);
  const Box all = ink_box(map, {0, 0, map.width, map.height});
  if (all.empty()) return {{{"", 1.0}}, {}};
  const std::vector<int> cuts = cuts_of(map, all);
  if (cuts.size() > kMostCuts) return {};
  const std::vector<Component> components = components_of(map);
  const int shift = map.height / 3;
  std::vector<Ways> ways(cuts.size());
  ways[0][""] = {1.0, 1.0, {}};
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    keep_likeliest(ways[i]);
    if (ways[i].empty()) continue;
    for (std::size_t j = i + 1; j < cuts.size() && cuts[j] - cuts[i] < all.height() * 3 / 2 + 2; ++j) {
      const InkMap part = piece(map, components, cuts[i], cuts[j]);
      const Box box = ink_box(part, {0, 0, part.width, part.height});
      if (box.empty()) {
        if (j == i + 1)
          for (const auto& [text, way] : ways[i]) add(ways[j], text, way, 1.0, nullptr);
        continue;
      }
      const DigitScores scores = network.classify(glyph_of(part, box));
      // A digit is about as high as the others.
      const double tall = std::min(1.0, 1.6 * box.height() / all.height());
      const Box shown{box.x0 - shift, box.y0, box.x1 - shift, box.y1};
      for (const auto& [text, way] : ways[i]) {
        if (text.size() < kLongest)
          for (std::size_t d = 0; d < 10; ++d)
            if (scores[d] > 1e-4) add(ways[j], text + static_cast<char>('0' + d), way, static_cast<double>(scores[d]) * tall * tall, &shown);
        add(ways[j], text, way, kStray * static_cast<double>(scores[kNoDigit]) * (tall < 0.8 ? 1.0 : 0.1), nullptr);
      }
    }
  }
  std::vector<std::pair<std::string, Way>> found;
  double sum = 0;
  for (const auto& [text, way] : ways.back())
    if (const double prior = usual(text, kind); prior > 0) {
      found.emplace_back(text, way);
      found.back().second.probability *= prior;
      sum += way.probability * prior;
    }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second.probability > b.second.probability; });
  if (found.size() > kMostReadings) found.resize(kMostReadings);
  DigitReading reading;
  for (const auto& [text, way] : found) reading.readings.push_back({text, way.probability / (sum + 1e-4)});
  if (!found.empty()) reading.digits = found.front().second.digits;
  return reading;
}

}  // namespace sohoa
