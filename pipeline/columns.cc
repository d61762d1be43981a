#include "pipeline/columns.hh"

#include <algorithm>
#include <optional>

namespace sohoa {
namespace {

constexpr double kGap = 1.5;          // a gutter, in heights of the line; justified words stay below
constexpr double kLeastShare = 0.06;  // of the page's width, for a column to be one
constexpr double kNearLine = 2.5;     // heights between lines of one run

struct Line {
  std::vector<Word> words;
  Box box;
  int block = 0;
  std::optional<std::size_t> split;  // index of the first word right of the gutter
  int gutter_left = 0, gutter_right = 0;
};

int height_of(const Line& line) {
  std::vector<int> heights;
  for (const Word& word : line.words) heights.push_back(word.box->height());
  std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
  return std::max(1, heights[heights.size() / 2]);
}

/// The one gap of a line wide enough for a gutter; lines with two are rows of a table.
void find_gutter(Line& line, int page_width) {
  const double least = kGap * height_of(line);
  for (std::size_t i = 1; i < line.words.size(); ++i) {
    const Box &left = *line.words[i - 1].box, &right = *line.words[i].box;
    if (right.x0 - left.x1 < least) continue;
    if (line.split) {
      line.split.reset();
      return;
    }
    line.split = i;
    line.gutter_left = left.x1;
    line.gutter_right = right.x0;
  }
  const double column = kLeastShare * page_width;
  if (line.split && (line.gutter_left - line.box.x0 < column || line.box.x1 - line.gutter_right < column))
    line.split.reset();
}

std::vector<Line> lines_of(std::vector<Word>& words, int page_width) {
  std::vector<Line> lines;
  int number = -1;
  for (Word& word : words) {
    if (lines.empty() || word.line != number) lines.emplace_back();
    number = word.line;
    Line& line = lines.back();
    line.block = word.block;
    line.box = united(line.box, *word.box);
    line.words.push_back(std::move(word));
  }
  for (Line& line : lines) find_gutter(line, page_width);
  return lines;
}

/// Lines that share a gutter with the first: from `begin` to the returned index. Lines of one column only may stand
/// between.
std::size_t end_of_run(const std::vector<Line>& lines, std::size_t begin, int& left, int& right) {
  left = lines[begin].gutter_left;
  right = lines[begin].gutter_right;
  std::size_t end = begin + 1;
  for (std::size_t i = begin + 1; i < lines.size(); ++i) {
    const Line &line = lines[i], &above = lines[i - 1];
    if (line.box.y0 - above.box.y1 > kNearLine * above.box.height() || line.box.y1 < above.box.y0) break;
    if (line.split) {
      const int l = std::max(left, line.gutter_left), r = std::min(right, line.gutter_right);
      if (r - l < height_of(line) / 2) break;
      left = l;
      right = r;
    } else if (line.box.x1 > left && line.box.x0 < right) {
      // It crosses the gutter, unless the gutter can be narrowed to let it pass.
      if (line.box.x1 < right - height_of(line) / 2)
        left = line.box.x1;
      else if (line.box.x0 > left + height_of(line) / 2)
        right = line.box.x0;
      else
        break;
    }
    end = i + 1;
  }
  return end;
}

}  // namespace

void part_columns(std::vector<Word>& words, int page_width) {
  if (std::any_of(words.begin(), words.end(), [](const Word& word) { return !word.box; })) return;
  std::vector<Line> lines = lines_of(words, page_width);
  words.clear();
  int line = -1, block = -1, old_block = -1;
  const auto put = [&](std::vector<Word>::iterator from, std::vector<Word>::iterator to) {
    ++line;
    for (; from != to; ++from) {
      from->line = line;
      from->block = block;
      words.push_back(std::move(*from));
    }
  };
  for (std::size_t i = 0; i < lines.size();) {
    if (!lines[i].split) {
      if (lines[i].block != old_block) ++block;
      old_block = lines[i].block;
      put(lines[i].words.begin(), lines[i].words.end());
      ++i;
      continue;
    }
    int left = 0, right = 0;
    const std::size_t end = end_of_run(lines, i, left, right);
    for (const bool right_side : {false, true}) {
      ++block;
      for (std::size_t k = i; k < end; ++k) {
        Line& l = lines[k];
        const auto cut = l.words.begin() + static_cast<std::ptrdiff_t>(l.split            ? *l.split
                                                                       : l.box.x0 >= left ? 0
                                                                                          : l.words.size());
        if (right_side && cut != l.words.end()) put(cut, l.words.end());
        if (!right_side && cut != l.words.begin()) put(l.words.begin(), cut);
      }
    }
    old_block = -1;
    i = end;
  }
}

}  // namespace sohoa
