#include "pipeline/ocr/figures.hh"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostFigures = 18;
constexpr double kEven = 0.8;        // of the highest mark: figures are of one height
constexpr double kPoint = 0.35;      // height and width of a point at most, in the highest mark's height
constexpr double kPitch = 0.74;      // from figure to figure, in their height: 0.74 in Times New Roman, 0.78 in Arial
constexpr double kBetween = 0.13;    // of paper between two
constexpr double kClear = 0.985;     // below it one figure in some thousand is another
constexpr double kSure = 0.9;        // what is no number and read with this is believed
constexpr double kMostSure = 0.79;   // below what is accepted

constexpr std::string_view kFigures = "0123456789", kNumber = "0123456789.,%";

bool only(std::string_view text, std::string_view signs) { return !text.empty() && text.find_first_not_of(signs) == text.npos; }

bool is_number(const std::vector<LineWord>& read) { return read.size() == 1 && only(read.front().text, kNumber); }

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
  int tallest = 0, foot = 0;
  for (const Box& mark : line.marks) tallest = std::max(tallest, mark.height());
  for (const Box& mark : line.marks)
    if (mark.height() >= kEven * tallest) foot = std::max(foot, mark.y1);
  PrintedFigures printed;
  for (const Box& mark : line.marks) {
    if (mark.height() >= kEven * tallest) {
      printed.marks.push_back(mark);
      printed.count += static_cast<std::size_t>(std::max(1L, std::lround((mark.width() / static_cast<double>(tallest) + kBetween) / kPitch)));
    } else if (mark.height() > kPoint * tallest || mark.width() > kPoint * tallest) {
      return std::nullopt;
    } else if (mark.y0 > foot - kPoint * tallest) {
      printed.points.push_back(printed.count);
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
  static constexpr std::string_view kDateSigns = "/-–";
  std::size_t figures = 0;
  bool others = read.size() > 1;
  for (const LineWord& word : read)
    for (const char sign : word.text) {
      const bool figure = kFigures.find(sign) != kFigures.npos;
      figures += figure;
      others = others || (!figure && kNumber.find(sign) == kNumber.npos && kDateSigns.find(sign) == kDateSigns.npos);
    }
  const bool whole = read.size() == 1 && only(read.front().text, "0123456789.,");
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
