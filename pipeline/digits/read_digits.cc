#include "pipeline/digits/read_digits.hh"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "pipeline/digits/cut_ink.hh"
#include "pipeline/digits/spell.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostCuts = 28;     // places where a digit can end; more is no number
constexpr std::size_t kMostStrings = 40;  // kept at each cut
constexpr std::size_t kMostReadings = 8;
constexpr double kTrust = 0.6;            // in what the networks say: both err on the same strings, so that their product is too sure (drawn_slots)
constexpr double kUnseen = 1e-4;          // what one of the networks leaves to a reading it does not find
constexpr double kStray = 0.03;           // how likely a piece is dirt where it looks like no digit

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

/// All ways through the pieces; only those that spell `wanted` when it is given. Boxes lie in the map set upright.
Ways ways_through(const CutInk& cut, const DigitNetwork& network, const std::string* wanted) {
  const std::vector<int>& cuts = cut.cuts;
  std::vector<Ways> ways(cuts.size());
  ways[0][""] = {1.0, 1.0, {}};
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    keep_likeliest(ways[i]);
    if (ways[i].empty()) continue;
    for (std::size_t j = i + 1; j < cuts.size() && may_be_digit(cut, i, j); ++j) {
      const Piece part = piece_of(cut, i, j);
      const Box& box = part.box;
      if (box.empty()) {
        if (j == i + 1)
          for (const auto& [text, way] : ways[i]) add(ways[j], text, way, 1.0, nullptr);
        continue;
      }
      const DigitScores scores = network.classify(glyph_of(part.map, box));
      // A digit is about as high as the others.
      const double tall = std::min(1.0, 1.6 * box.height() / cut.ink.height());
      for (const auto& [text, way] : ways[i]) {
        for (std::size_t d = 0; d < 10 && text.size() < kLongestNumber; ++d) {
          const std::string longer = text + static_cast<char>('0' + d);
          if (scores[d] > 1e-4 && (!wanted || wanted->starts_with(longer))) add(ways[j], longer, way, static_cast<double>(scores[d]) * tall * tall, &box);
        }
        add(ways[j], text, way, kStray * static_cast<double>(scores[kNoDigit]) * (tall < 0.8 ? 1.0 : 0.1), nullptr);
      }
    }
  }
  return ways.back();
}

}  // namespace

DigitReading read_digits(const InkMap& ink, SlotKind kind, const DigitNetworks& networks) {
  const CutInk cut = cut_ink(ink);
  if (cut.ink.empty()) return {{{"", 1.0}}, {}};
  std::map<std::string, Way> ways;
  if (cut.cuts.size() <= kMostCuts) ways = ways_through(cut, networks.pieces, nullptr);
  const std::map<std::string, double> strings = spelled(networks.strings.scan(strip_of(cut.map, cut.ink)));
  for (const auto& [text, probability] : strings) ways.try_emplace(text);
  double all = 1e-4;
  for (const auto& [text, way] : ways) all += way.probability;
  std::vector<std::pair<std::string, Way>> found;
  double sum = 0;
  for (const auto& [text, way] : ways)
    if (const double prior = usual(text, kind); prior > 0) {
      const auto s = strings.find(text);
      found.emplace_back(text, way);
      found.back().second.probability = prior * std::pow((way.probability / all + kUnseen) * ((s == strings.end() ? 0 : s->second) + kUnseen), kTrust);
      sum += found.back().second.probability;
    }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second.probability > b.second.probability; });
  if (found.size() > kMostReadings) found.resize(kMostReadings);
  DigitReading reading;
  for (const auto& [text, way] : found) reading.readings.push_back({text, way.probability / (sum + 1e-4)});
  const int shift = cut.upright_x(0, cut.map.height / 2);
  if (!found.empty())
    for (const Box& b : found.front().second.digits) reading.digits.push_back({b.x0 - shift, b.y0, b.x1 - shift, b.y1});
  return reading;
}

std::vector<Glyph> glyphs_spelling(const std::string& text, const InkMap& ink, const DigitNetworks& networks) {
  const CutInk cut = cut_ink(ink);
  std::vector<Glyph> glyphs;
  if (cut.ink.empty() || cut.cuts.size() > kMostCuts) return glyphs;
  const Ways ways = ways_through(cut, networks.pieces, &text);
  if (const auto way = ways.find(text); way != ways.end())
    for (const Box& box : way->second.digits) glyphs.push_back(glyph_of(cut.map, box));
  return glyphs;
}

}  // namespace sohoa
