#include "pipeline/ocr/quarters.hh"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/ocr/roman_strokes.hh"

namespace sohoa {
namespace {

constexpr double kMostSure = 0.79;    // below what is accepted
constexpr std::size_t kLongest = 3;   // signs of a quarter

/// How many signs at the word's beginning are strokes of a quarter's number, read as figures or not; 0 when something else follows.
std::size_t strokes_of(const std::string& word) {
  const std::size_t n = std::min(word.find_first_not_of("1IV"), word.size());
  return n > kLongest || (n < word.size() && (std::isalnum(static_cast<unsigned char>(word[n])) || word[n] == '.')) ? 0 : n;
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
    if (mark == line.marks.end() || mark->x0 >= word.box->x1 || !is_roman_stroke(image, *mark)) return;
  }
  if (word.raw.empty()) word.raw = word.text;
  word.text = roman;
  word.confidence = std::min(word.confidence, kMostSure);
}

}  // namespace sohoa
