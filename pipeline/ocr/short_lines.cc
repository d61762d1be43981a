#include "pipeline/ocr/short_lines.hh"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace sohoa {
namespace {

constexpr std::size_t kMostMarks = 4;
constexpr double kSure = 0.9;       // of a number read in one go
constexpr double kLeastMark = 0.5;  // of a single sign
constexpr double kLeastWide = 0.7;  // …of a widened one: a 4 that is no 4 any more is a 2
constexpr double kMostSure = 0.79;  // of a number put together: below what is accepted
constexpr double kStroke = 0.85;    // width of 1 or I at most, in its height: wider are two whose feet touch
constexpr double kWide = 1.3;       // times its height: letters that touch

constexpr std::string_view kFigures = "0123456789", kRoman = "IVX";

bool only(std::string_view text, std::string_view signs) { return text.find_first_not_of(signs) == text.npos; }

bool is_stroke(const LineWord& word) { return word.text == "1" || word.text == "I"; }

bool is_sign(const LineWord& word, std::string_view kind) { return word.text.size() == 1 && only(word.text, kind); }

/// Every mark as a line of its own.
std::vector<TextLine> alone(const TextLine& line, const std::vector<Box>& marks) {
  std::vector<TextLine> lines;
  for (const Box& mark : marks) {
    TextLine& one = lines.emplace_back(line);
    one.x0 = mark.x0;
    one.x1 = mark.x1;
    one.marks = {mark};
  }
  return lines;
}

}  // namespace

std::vector<TextLine> figures_to_read(const TextLine& line, const PrintedFigures& printed, const std::vector<LineWord>& read) {
  if (printed.points.empty() || printed.marks.size() != printed.count) return {};
  std::size_t signs = 0;
  for (const LineWord& word : read) signs += static_cast<std::size_t>(std::count_if(word.text.begin(), word.text.end(), [](char c) { return c != '.' && c != ','; }));
  return signs == printed.count ? std::vector<TextLine>{} : alone(line, printed.marks);
}

std::vector<TextLine> marks_to_read(const TextLine& line, const std::vector<LineWord>& read) {
  const std::size_t least = line.cell < 0 ? 2 : 1;  // a single stroke on the page may be anything
  if (line.marks.size() < least || line.marks.size() > kMostMarks) return {};
  const int tallest = tallest_of(line.marks);
  for (std::size_t i = 0; i < line.marks.size(); ++i) {
    const Box& mark = line.marks[i];
    if (size_of(mark, tallest) != MarkSize::even || mark.width() > kWide * mark.height()) return {};
    if (i > 0 && mark.x0 < line.marks[i - 1].x1) return {};
  }
  if (read.size() == 1) {
    const std::string& text = read.front().text;
    if (text.size() == line.marks.size() && read.front().confidence >= kSure && (only(text, kFigures) || only(text, kRoman))) return {};
  }
  return alone(line, line.marks);
}

std::optional<LineWord> number_of(const std::vector<SignReadings>& signs, int steps, bool in_cell) {
  const auto spelled = [&](std::string_view kind) {
    LineWord number{{}, {}, kMostSure, 0, steps};
    for (const SignReadings& sign : signs) {
      const LineWord* best = nullptr;
      for (const auto& [words, least] : {std::pair(&sign.plain, kLeastMark), std::pair(&sign.wide, kLeastWide)})
        if (words->size() == 1 && is_sign(words->front(), kind) && words->front().confidence >= least &&
            (sign.slender < kStroke || !is_stroke(words->front())) && (!best || words->front().confidence > best->confidence))
          best = &words->front();
      if (!best) return std::optional<LineWord>();
      number.text += best->text;
      number.confidence = std::min(number.confidence, best->confidence);
    }
    return std::optional(number);
  };
  const auto roman = spelled(kRoman);
  if (!in_cell) return roman;
  const auto figures = spelled(kFigures);
  if (figures && roman) return figures->confidence >= roman->confidence ? figures : roman;
  return figures ? figures : roman;
}

std::optional<LineWord> strokes_alone(const TextLine& line, const std::vector<LineWord>& read, int steps, const std::function<bool(const Box&)>& is_roman,
                                      const std::function<int(const Box&)>& touching) {
  if (line.cell < 0 || line.marks.empty() || line.marks.size() > 3 || read.size() > 1) return std::nullopt;
  const std::string text = read.empty() ? std::string() : read.front().text;
  LineWord numeral{{}, text, kMostSure, 0, steps};
  const bool letters = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)); });
  if (letters ? text.size() == line.marks.size() && only(text, "1") : line.marks.size() > 1) {  // a single one may be a speck
    if (std::all_of(line.marks.begin(), line.marks.end(), is_roman)) {
      numeral.text = std::string(line.marks.size(), 'I');
      return numeral;
    }
  }
  if (line.marks.size() != 1 || (letters && read.front().confidence >= kSure)) return std::nullopt;
  const int strokes = touching(line.marks.front());
  if (strokes == 0) return std::nullopt;
  numeral.text = std::string(static_cast<std::size_t>(strokes), 'I');
  return numeral;
}

}  // namespace sohoa
