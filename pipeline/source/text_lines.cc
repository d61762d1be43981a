#include "pipeline/source/text_lines.hh"

#include <algorithm>

namespace sohoa {
namespace {

/// In heights of a word: spaces between words stay below the first, between columns above; lines of a paragraph are
/// not further apart than the second.
constexpr double kColumnGap = 2.0;
constexpr double kBlockGap = 1.2;

bool side_by_side(const Box& a, const Box& b) {
  const int shared = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return 2 * shared > std::min(a.height(), b.height());
}

}  // namespace

void number_lines(std::vector<Word>& words) {
  int line = 0, block = 0;
  Box row;  // of the line so far
  const Word* last = nullptr;
  for (Word& word : words) {
    if (!word.box) continue;
    const Box& box = *word.box;
    if (last) {
      const double height = std::max(1, row.height());
      const bool beside = side_by_side(*last->box, box) && box.x0 >= last->box->x0;
      const bool near = box.x0 - last->box->x1 < kColumnGap * height;
      if (!beside || !near) {
        const bool below = box.y0 >= row.y0 && box.y0 - row.y1 < kBlockGap * height && !beside;
        const bool same_column = box.x0 < row.x1 && row.x0 < box.x1 + static_cast<int>(4 * height);
        ++line;
        block += !(below && same_column);
        row = {};
      }
    }
    row = united(row, box);
    word.line = line;
    word.block = block;
    last = &word;
  }
}

}  // namespace sohoa
