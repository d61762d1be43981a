#include "pipeline/layout/line.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

/// Dirt and rules between lines come as one or two signs of low confidence.
bool speck(const Word& word) {
  return word.box && word.confidence < 0.6 && word.text.size() < 12 && text::words(word.text).empty() &&
         word.text.find_first_of("/.:") == std::string::npos &&
         word.text.find("…") == std::string::npos;
}

int usual_height(const std::vector<Word>& words) {
  std::vector<int> heights;
  for (const Word& word : words)
    if (word.box) heights.push_back(word.box->height());
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

/// Whether the gap between two words is the blank of a date: "tháng      năm 2010".
bool date_blank(const Word& before, const Word& after) {
  const std::string a = text::fold(before.text), b = text::fold(after.text);
  return (a == "ngay" && b.starts_with("thang")) || (a == "thang" && b == "nam");
}

/// Cuts words where the gap is wider than two letters' height: no space in justified text is. Blanks to be filled by hand are wider.
std::vector<std::vector<Word>> cut_at_gaps(std::vector<Word> words, int height) {
  std::vector<std::vector<Word>> pieces;
  int right = 0;
  for (Word& word : words) {
    const int widest = !pieces.empty() && date_blank(pieces.back().back(), word) ? 5 * height : 2 * height;
    const bool gap = word.box && (word.box->x0 - right > widest || word.box->x1 < right - 8 * height);
    if (pieces.empty() || gap) pieces.emplace_back();
    if (word.box) right = word.box->x1;
    pieces.back().push_back(std::move(word));
  }
  return pieces;
}

/// Whether two pieces stand on one printed line next to each other.
bool neighbours(const Line& a, const Line& b, int height) {
  if (!a.box || !b.box) return false;
  const int shared = std::min(a.box->y1, b.box->y1) - std::max(a.box->y0, b.box->y0);
  const int gap = std::max(a.box->x0, b.box->x0) - std::min(a.box->x1, b.box->x1);
  return 2 * shared > std::min(a.box->height(), b.box->height()) && gap < height && gap > -height / 2;
}

}  // namespace

Line line_of(int page, std::vector<Word> words) {
  Line line;
  line.page = page;
  line.confidence = 0.0;
  for (const Word& word : words) {
    if (!line.text.empty()) line.text += ' ';
    line.text += word.text;
    if (word.box) line.box = line.box ? united(*line.box, *word.box) : *word.box;
    line.confidence += word.confidence / static_cast<double>(words.size());
  }
  if (!words.empty()) line.role = words.front().role;
  line.words = std::move(words);
  return line;
}

std::vector<Line> lines_of(const Page& page) {
  std::vector<std::vector<Word>> printed;
  int last = -1;
  for (const Word& word : page.words) {
    if (speck(word)) continue;
    if (printed.empty() || word.line != last) printed.emplace_back();
    last = word.line;
    printed.back().push_back(word);
  }
  const int height = usual_height(page.words);
  std::vector<Line> lines;
  for (auto& words : printed)
    for (auto& piece : cut_at_gaps(std::move(words), std::max(height, 20))) {
      Line line = line_of(page.n, std::move(piece));
      // Only what came just before can be the other half: looking further would reorder columns.
      if (!lines.empty() && lines.back().words.back().line != line.words.front().line &&
          neighbours(lines.back(), line, height)) {
        std::vector<Word> both = std::move(lines.back().words);
        both.insert(both.end(), line.words.begin(), line.words.end());
        std::sort(both.begin(), both.end(), [](const Word& a, const Word& b) { return a.box->x0 < b.box->x0; });
        lines.back() = line_of(page.n, std::move(both));
      } else {
        lines.push_back(std::move(line));
      }
    }
  return lines;
}

}  // namespace sohoa
