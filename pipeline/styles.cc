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

class Strokes {
 public:
  explicit Strokes(const Image& image) : pixels_(image.grey_bytes()), width_(image.width()), height_(image.height()) {
    std::array<int, 256> counts{};
    for (std::size_t i = 0; i < pixels_.size(); i += 7) ++counts[pixels_[i]];
    paper_ = static_cast<int>(std::max_element(counts.begin() + 128, counts.end()) - counts.begin());
  }

  /// Runs of ink along the rows: a stem is as wide as the darkness in a run, however blurred its edges are.
  Measured measure(const Word& word) const {
    const Box box{std::max(0, word.box->x0), std::max(0, word.box->y0), std::min(width_, word.box->x1),
                  std::min(height_, word.box->y1)};
    std::vector<double> runs;
    int top = -1, bottom = -1;
    const double dark = paper_ * (1 - kInk);
    for (int y = box.y0; y < box.y1; ++y) {
      const unsigned char* row = pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
      bool any = false;
      for (int x = box.x0; x < box.x1;) {
        if (row[x] >= dark) {
          ++x;
          continue;
        }
        any = true;
        // The blurred edges on both sides belong to the stroke.
        double ink = x > box.x0 ? darkness(row[x - 1]) : 0;
        for (; x < box.x1 && row[x] < dark; ++x) ink += darkness(row[x]);
        if (x < box.x1) ink += darkness(row[x]);
        runs.push_back(ink);
      }
      if (any) {
        if (top < 0) top = y;
        bottom = y + 1;
      }
    }
    if (runs.size() < 12 || top < 0) return {};
    // Hairlines are the short runs, bars and bows the long ones. The mean of the rest, because a stem may fall between
    // two pixels.
    std::sort(runs.begin(), runs.end());
    const auto begin = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() * 2 / 5);
    const auto end = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() * 7 / 10);
    const double stroke = std::accumulate(begin, end, 0.0) / static_cast<double>(end - begin);
    return {stroke, (bottom - top) / relative_height(word.text)};
  }

 private:
  double darkness(unsigned char value) const { return std::clamp(1.0 - value / static_cast<double>(paper_), 0.0, 1.0); }

  std::vector<unsigned char> pixels_;
  int width_, height_, paper_ = 255;
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

void mark_styles(std::vector<Word>& words, const Image& image) {
  if (words.size() < kFewestWords || image.empty()) return;
  const Strokes strokes(image);
  std::vector<Measured> measured(words.size());
  std::map<int, std::vector<double>> sizes;  // of a line: marks above letters make single words doubtful
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].box || text::words(words[i].text).empty()) continue;
    measured[i] = strokes.measure(words[i]);
    if (measured[i].stroke > 0) sizes[words[i].line].push_back(measured[i].size);
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
    if (measured[i].stroke > 0) ratios.push_back(measured[i].stroke / line_size[words[i].line]);
  if (ratios.size() < kFewestWords) return;
  const double usual = median(ratios);
  const auto weight = [&](std::size_t i) {
    if (!(measured[i].stroke > 0)) return 0.0;
    const double thick = measured[i].stroke / line_size[words[i].line] / usual;
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
