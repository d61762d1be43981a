#include "pipeline/ocr/quarters.hh"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr double kMostSure = 0.79;    // below what is accepted
constexpr double kTop = 0.35;         // of a stroke's height: its flag or upper serif
constexpr double kStemFrom = 0.4, kStemTo = 0.8;
constexpr double kStem = 0.5;         // of the darkest column: the edge of the stem
constexpr double kFlag = 1.7;         // so many times the ink right of the stem stands left of it: drawn figures 2 or more, I 1.5 at most
constexpr double kWidth = 0.5;        // of a stroke with its serifs, in its height; the slash may touch it
constexpr int kMargin = 4;            // pixels beside the stroke
constexpr std::size_t kLongest = 3;   // signs of a quarter

/// How many signs at the word's beginning are strokes of a quarter's number, read as figures or not; 0 when something else follows.
std::size_t strokes_of(const std::string& word) {
  const std::size_t n = std::min(word.find_first_not_of("1IV"), word.size());
  return n > kLongest || (n < word.size() && (std::isalnum(static_cast<unsigned char>(word[n])) || word[n] == '.')) ? 0 : n;
}

/// Whether a stroke is a Roman one: what stands beside its stem at the top stands on both sides; a figure has its flag on the left.
bool is_roman(const Image& image, const Box& mark) {
  const int end = std::min(mark.x1 + kMargin, mark.x0 + static_cast<int>(kWidth * mark.height()) + 1);
  const Box box{std::max(0, mark.x0 - kMargin), std::max(0, mark.y0), std::min(image.width(), end), std::min(image.height(), mark.y1)};
  if (box.width() < 3 || box.height() < 8) return false;
  const auto grey = image.grey_bytes(box);
  const int width = box.width(), height = box.height(), paper = *std::max_element(grey.begin(), grey.end());
  const auto ink = [&](double from, double to) {
    std::vector<double> columns(static_cast<std::size_t>(width));
    for (int y = static_cast<int>(from * height); y < static_cast<int>(to * height); ++y)
      for (int x = 0; x < width; ++x) columns[static_cast<std::size_t>(x)] += paper - grey[static_cast<std::size_t>(y * width + x)];
    return columns;
  };
  const auto stem = ink(kStemFrom, kStemTo), top = ink(0, kTop);
  const double edge = kStem * *std::max_element(stem.begin(), stem.end());
  const auto in_stem = [&](double value) { return value >= edge; };
  const auto first = std::find_if(stem.begin(), stem.end(), in_stem) - stem.begin();
  const auto behind = stem.rend() - std::find_if(stem.rbegin(), stem.rend(), in_stem);
  double left = 0, right = 0;
  for (std::ptrdiff_t x = 0; x < first; ++x) left += top[static_cast<std::size_t>(x)];
  for (std::ptrdiff_t x = behind; x < width; ++x) right += top[static_cast<std::size_t>(x)];
  return left < kFlag * right;
}

}  // namespace

void mend_quarter(Word& word, std::string_view before, const TextLine& line, const Image& image) {
  if (text::canonical(before) != "quý") return;
  const std::size_t strokes = strokes_of(word.text);
  std::string roman = word.text;
  std::replace(roman.begin(), roman.begin() + static_cast<std::ptrdiff_t>(strokes), '1', 'I');
  if (roman == word.text) return;
  if (strokes == 1) {
    const auto mark = std::find_if(line.marks.begin(), line.marks.end(), [&](const Box& m) { return m.center_x() >= word.box->x0 && m.height() > 0.5 * word.box->height(); });
    if (mark == line.marks.end() || mark->x0 >= word.box->x1 || !is_roman(image, *mark)) return;
  }
  if (word.raw.empty()) word.raw = word.text;
  word.text = roman;
  word.confidence = std::min(word.confidence, kMostSure);
}

}  // namespace sohoa
