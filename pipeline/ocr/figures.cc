#include "pipeline/ocr/figures.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostFigures = 18;
constexpr double kFoot = 0.35;       // above the foot of the figures points stand at most, in the highest mark's height
constexpr double kLongest = 0.9;     // width of a minus at most, likewise; higher than a third of it is no minus
constexpr std::array<std::string_view, 2> kMinus{"-", "–"};
constexpr double kPitch = 0.74;      // from figure to figure, in their height: 0.74 in Times New Roman, 0.78 in Arial
constexpr double kBetween = 0.13;    // of paper between two
constexpr double kClear = 0.985;     // below it one figure in some thousand is another
constexpr double kSure = 0.9;        // what is no number and read with this is believed
constexpr double kMostSure = 0.79;   // below what is accepted

constexpr std::string_view kFigures = "0123456789", kNumber = "0123456789.,%";

bool only(std::string_view text, std::string_view signs) { return !text.empty() && text.find_first_not_of(signs) == text.npos; }

/// The text behind its minus.
std::string_view without_minus(std::string_view text) {
  for (const std::string_view sign : kMinus)
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  return text;
}

bool is_number(const std::vector<LineWord>& read) { return read.size() == 1 && only(without_minus(read.front().text), kNumber); }

/// Whether letters or digits were read: "§", "?" are what is left of a figure that was not.
bool is_word(const LineWord& read) { return !text::words(read.text).empty(); }

void doubt(LineWord& word) { word.confidence = std::min(word.confidence, kMostSure); }

/// Three figures stand behind every point, one to three before the first; specks stand elsewhere.
bool part_thousands(const std::vector<std::size_t>& points, std::size_t count) {
  if (points.empty() || points.front() < 1 || points.front() > 3 || count != points.front() + 3 * points.size()) return false;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i] != points.front() + 3 * i) return false;
  return true;
}

}  // namespace

std::optional<PrintedFigures> figures_of(const TextLine& line) {
  if (line.cell < 0) return std::nullopt;
  const int tallest = tallest_of(line.marks);
  int top = 0, foot = 0;
  for (const Box& mark : line.marks)
    if (size_of(mark, tallest) == MarkSize::even && mark.y1 > foot) top = mark.y0, foot = mark.y1;
  PrintedFigures printed;
  for (const Box& mark : line.marks) {
    switch (size_of(mark, tallest)) {
      case MarkSize::even:
        printed.marks.push_back(mark);
        printed.count += static_cast<std::size_t>(std::max(1L, std::lround((mark.width() / static_cast<double>(tallest) + kBetween) / kPitch)));
        break;
      case MarkSize::small:
        if (mark.y0 > foot - kFoot * tallest) printed.points.push_back(printed.count);
        break;
      case MarkSize::other:
        if (printed.minus || printed.count > 0 || mark.width() > kLongest * tallest || 3 * mark.height() > tallest || mark.y0 < top || mark.y1 > foot - kFoot * tallest / 2)
          return std::nullopt;
        printed.minus = true;
    }
  }
  if (printed.count < 1 || printed.count > kMostFigures) return std::nullopt;
  if (!part_thousands(printed.points, printed.count)) printed.points.clear();
  return printed;
}

bool is_doubtful_number(const std::vector<LineWord>& read) { return !is_number(read) || read.front().confidence < kClear; }

std::vector<LineWord> seen_twice(std::vector<LineWord> first, std::vector<LineWord> second) {
  if (!is_number(second)) return first;
  if (!is_number(first)) {
    if (first.size() == 1 && first.front().confidence >= kSure && is_word(first.front())) return first;
    if (!first.empty()) second.front().raw = first.front().text;
    doubt(second.front());
    return second;
  }
  const bool same = first.front().text == second.front().text;
  std::vector<LineWord>& surer = second.front().confidence > first.front().confidence ? second : first;
  if (!same) {
    if (&surer == &second) second.front().raw = first.front().text;
    doubt(surer.front());
  }
  return std::move(surer);
}

void doubt_miscounted(const PrintedFigures& printed, std::vector<LineWord>& read) {
  std::size_t figures = 0;
  bool others = read.size() > 1 || (!read.empty() && printed.minus != (without_minus(read.front().text).size() < read.front().text.size()));
  for (const LineWord& word : read)
    for (const char sign : without_minus(word.text)) {
      const bool figure = kFigures.find(sign) != kFigures.npos;
      figures += figure;
      others = others || (!figure && kNumber.find(sign) == kNumber.npos && sign != '/');  // a dash is wider than what stands here
    }
  const bool whole = read.size() == 1 && only(without_minus(read.front().text), "0123456789.,");
  const bool signs = std::none_of(read.begin(), read.end(), is_word);
  if (signs || (figures > 0 && (others || (whole && figures != printed.count) || (!printed.points.empty() && read.front().text.find(',') != std::string::npos))))
    for (LineWord& word : read) doubt(word);
}

void put_points(const PrintedFigures& printed, LineWord& number) {
  if (printed.points.empty() || !only(number.text, kFigures) || number.text.size() != printed.count) return;
  std::string whole = number.text;
  for (auto point = printed.points.rbegin(); point != printed.points.rend(); ++point) whole.insert(*point, 1, '.');
  if (number.raw.empty()) number.raw = number.text;
  number.text = std::move(whole);
  doubt(number);
}

}  // namespace sohoa
