#include "pipeline/ocr/roman_strokes.hh"

#include <algorithm>
#include <vector>

namespace sohoa {
namespace {

constexpr double kTop = 0.35;         // of a stroke's height: its flag or upper serif
constexpr double kStemFrom = 0.4, kStemTo = 0.8;
constexpr double kStem = 0.5;         // of the darkest column: the edge of a stem
constexpr double kBetween = 0.25;     // of it: nothing is printed between two stems
constexpr double kSerif = 0.18;       // of the height, at head and foot
constexpr double kJoined = 0.35;      // of the darkest column: serifs that touch
constexpr double kWidth = 0.5;        // of a stroke with its serifs, in its height
constexpr int kMargin = 1;            // pixels beside the stroke: its neighbour is near
constexpr int kLeast = 8;             // pixels of height; less shows no serifs

/// Darkness of the columns of a part of the page, summed over shares of its height.
class Columns {
 public:
  Columns(const Image& image, Box box) {
    box = {std::max(0, box.x0), std::max(0, box.y0), std::min(image.width(), box.x1), std::min(image.height(), box.y1)};
    width_ = box.width(), height_ = box.height();
    if (width_ < 3 || height_ < kLeast) return;
    grey_ = image.grey_bytes(box);
    paper_ = *std::max_element(grey_.begin(), grey_.end());
  }
  bool empty() const { return grey_.empty(); }
  /// Means of rows `from` to `to`, shares of the height.
  std::vector<double> ink(double from, double to) const {
    std::vector<double> columns(static_cast<std::size_t>(width_));
    const int first = static_cast<int>(from * height_), last = std::max(first + 1, static_cast<int>(to * height_));
    for (int y = first; y < last; ++y)
      for (int x = 0; x < width_; ++x) columns[static_cast<std::size_t>(x)] += (paper_ - grey_[static_cast<std::size_t>(y * width_ + x)]) / static_cast<double>(last - first);
    return columns;
  }

 private:
  int width_ = 0, height_ = 0, paper_ = 255;
  std::vector<unsigned char> grey_;
};

}  // namespace

bool is_roman_stroke(const Image& grey, const Box& mark, double doubt) {
  const int end = std::min(mark.x1 + kMargin, mark.x0 + static_cast<int>(kWidth * mark.height()) + 1);
  const Columns columns(grey, {mark.x0 - kMargin, mark.y0, end, mark.y1});
  if (columns.empty()) return false;
  const auto stem = columns.ink(kStemFrom, kStemTo), top = columns.ink(0, kTop);
  const double edge = kStem * *std::max_element(stem.begin(), stem.end());
  const auto in_stem = [&](double value) { return value >= edge; };
  const auto first = std::find_if(stem.begin(), stem.end(), in_stem) - stem.begin();
  const auto behind = stem.rend() - std::find_if(stem.rbegin(), stem.rend(), in_stem);
  double left = 0, right = 0;
  for (std::size_t x = 0; x < top.size(); ++x) {
    if (static_cast<std::ptrdiff_t>(x) < first) left += top[x];
    if (static_cast<std::ptrdiff_t>(x) >= behind) right += top[x];
  }
  return left < doubt * right;
}

int touching_strokes(const Image& grey, const Box& mark) {
  const Columns columns(grey, mark);
  if (columns.empty()) return 0;
  const auto middle = columns.ink(kTop, 1 - kTop), head = columns.ink(0, kSerif), foot = columns.ink(1 - kSerif, 1);
  const double darkest = *std::max_element(middle.begin(), middle.end());
  int stems = 0;
  bool in_stem = false, clear = true;  // whether nothing stood in the gap before
  for (std::size_t x = 0; x < middle.size(); ++x) {
    const bool dark = middle[x] >= kStem * darkest;
    if (dark && !in_stem) {
      if (stems > 0 && !clear) return 0;
      ++stems;
      clear = false;
    }
    if (stems > 0 && middle[x] < kBetween * darkest) clear = true;
    in_stem = dark;
  }
  if (stems < 2 || stems > 3 || mark.width() > kWidth * 1.3 * stems * mark.height()) return 0;
  // From the first stem to the last the serifs hold together, above and below.
  const auto is_stem = [&](double value) { return value >= kStem * darkest; };
  const auto first = std::find_if(middle.begin(), middle.end(), is_stem) - middle.begin();
  const auto last = middle.rend() - std::find_if(middle.rbegin(), middle.rend(), is_stem);
  for (auto x = static_cast<std::size_t>(first); x < static_cast<std::size_t>(last); ++x)
    if (head[x] < kJoined * darkest || foot[x] < kJoined * darkest) return 0;
  return stems;
}

}  // namespace sohoa
