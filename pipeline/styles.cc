#include "pipeline/styles.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr double kBolder =
    1.44;  // than the usual stroke, for the size: bold of Times is 1.5 to 1.7 times, blurred less
constexpr double kPerhaps = 1.12;         // bold between words that are
constexpr double kSameSize = 0.18;        // lines differ by less from which letters they have
constexpr double kCapitals = 1.08;        // stems of capitals are thicker in any weight
constexpr std::size_t kFewestWords = 20;  // to know what is usual
constexpr int kRows = 24, kMostStep = 2;  // of a word, so many rows are enough
constexpr double kInk = 0.5;              // of the way from paper to black: the edge of a stroke

/// What can be measured of a word: mean width of its strokes, and its size, in pixels.
struct Measured {
  double stroke = 0;  // 0 = too little ink
  double size = 0;    // height of a small letter without ascender
};

/// Height of the tallest ink in a word as a multiple of a small letter's, by its letters.
double relative_height(const std::string& text) {
  const std::string plain = text::fold(text);
  const bool capitals = text::lower(text) != text;
  double above = 0, below = 0;
  for (const char c : plain) {
    if (std::string_view("bdhklt0123456789/()").find(c) != std::string_view::npos) above = std::max(above, 0.45);
    if (c == 'i' || c == 'j') above = std::max(above, 0.4);
    if (std::string_view("gpqyj").find(c) != std::string_view::npos)
      below = capitals && text::upper(text) == text ? 0 : 0.42;
  }
  if (capitals) above = std::max(above, 0.45);
  return 1 + above + below;
}

/// The pixels of a word, 8-bit grey.
struct Sample {
  std::vector<unsigned char> pixels;
  int width = 0, height = 0;
};

Sample sample_of(const Box& word, const Image& image) {
  const Box box{std::max(0, word.x0), std::max(0, word.y0), std::min(image.width(), word.x1), std::min(image.height(), word.y1)};
  if (box.x0 >= box.x1 || box.y0 >= box.y1) return {};
  return {image.grey_bytes(box), box.width(), box.height()};
}

/// The grey most pixels around the words have.
int paper_of(const std::vector<Sample>& samples) {
  std::array<int, 256> counts{};
  for (const Sample& sample : samples)
    for (std::size_t i = 0; i < sample.pixels.size(); i += 7) ++counts[sample.pixels[i]];
  return static_cast<int>(std::max_element(counts.begin() + 128, counts.end()) - counts.begin());
}

/// Runs of ink along the rows: a stem is as wide as the darkness in a run, however blurred its edges are.
Measured measured(const Sample& word, double relative_height, int paper) {
  const auto darkness = [&](unsigned char value) { return std::clamp(1.0 - value / static_cast<double>(paper), 0.0, 1.0); };
  const double dark = paper * (1 - kInk);
  const int step = std::clamp(word.height / kRows, 1, kMostStep);
  std::vector<double> runs;
  int top = -1, bottom = -1;
  for (int y = 0; y < word.height; y += step) {
    const unsigned char* row = word.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(word.width);
    bool any = false;
    for (int x = 0; x < word.width;) {
      if (row[x] >= dark) {
        ++x;
        continue;
      }
      any = true;
      // The blurred edges on both sides belong to the stroke.
      double ink = x > 0 ? darkness(row[x - 1]) : 0;
      for (; x < word.width && row[x] < dark; ++x) ink += darkness(row[x]);
      if (x < word.width) ink += darkness(row[x]);
      runs.push_back(ink);
    }
    if (any) {
      if (top < 0) top = y;
      bottom = y + step;
    }
  }
  if (runs.size() < 12 || top < 0) return {};
  // Hairlines are the short runs, bars and bows the long ones. The mean of the rest, because a stem may fall between
  // two pixels.
  std::sort(runs.begin(), runs.end());
  const auto begin = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() * 2 / 5);
  const auto end = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() * 7 / 10);
  const double stroke = std::accumulate(begin, end, 0.0) / static_cast<double>(end - begin);
  return {stroke, (bottom - top) / relative_height};
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

void mark_styles(std::vector<Word>& words, const Image& image) {
  if (words.size() < kFewestWords || image.empty()) return;
  std::vector<Sample> samples(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].box && !text::words(words[i].text).empty()) samples[i] = sample_of(*words[i].box, image);
  const int paper = paper_of(samples);
  std::vector<Measured> strokes(words.size());
  std::map<int, std::vector<double>> sizes;  // of a line: marks above letters make single words doubtful
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (samples[i].pixels.empty()) continue;
    strokes[i] = measured(samples[i], relative_height(words[i].text), paper);
    if (strokes[i].stroke > 0) sizes[words[i].line].push_back(strokes[i].size);
  }
  std::map<int, double> line_size;
  std::vector<double> every;
  for (const auto& [line, all] : sizes) {
    line_size[line] = median(all);
    every.insert(every.end(), all.size(), line_size[line]);
  }
  const double usual_size = median(every);
  for (auto& [line, size] : line_size)
    if (std::abs(size / usual_size - 1) < kSameSize) size = usual_size;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (strokes[i].stroke > 0) ratios.push_back(strokes[i].stroke / line_size[words[i].line]);
  if (ratios.size() < kFewestWords) return;
  const double usual = median(ratios);
  const auto weight = [&](std::size_t i) {
    if (!(strokes[i].stroke > 0)) return 0.0;
    const double thick = strokes[i].stroke / line_size[words[i].line] / usual;
    return text::upper(words[i].text) == words[i].text ? thick / kCapitals : thick;
  };
  // Weight is given to phrases: a word alone among thin ones is a blot or a thick letter.
  std::vector<double> weights;
  for (std::size_t i = 0; i < words.size(); ++i) weights.push_back(weight(i));
  const auto beside = [&](std::size_t i, std::size_t k) {
    return k < words.size() && words[k].line == words[i].line && weights[k] > 0;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool before = beside(i, i - 1), after = beside(i, i + 1);
    const double best = std::max(before ? weights[i - 1] : 0, after ? weights[i + 1] : 0);
    const double least = std::min(before ? weights[i - 1] : 9, after ? weights[i + 1] : 9);
    words[i].bold = weights[i] > kBolder ? (!before && !after) || best > kPerhaps
                                         : weights[i] > kPerhaps && (before || after) && least > kBolder;
  }
}

}  // namespace sohoa
