#include "pipeline/tables/cells.hh"

#include <algorithm>
#include <iterator>

#include "core/text/digits.hh"
#include "pipeline/image/ink.hh"

namespace sohoa {
namespace {

constexpr double kUnread = 0.3;  // confidence of a cell in which something is printed and nothing was read

/// Lines of one cell as they stand under each other; a cell's words may have come as parts of lines across the whole table.
void sort_lines(CellWords& words) {
  if (words.empty()) return;
  std::vector<CellWords> lines;
  for (Word& word : words) {
    if (lines.empty() || lines.back().front().line != word.line) lines.emplace_back();
    lines.back().push_back(std::move(word));
  }
  const auto middle = [](const CellWords& line) {
    int sum = 0;
    for (const Word& word : line) sum += word.box->center_y();
    return sum / static_cast<int>(line.size());
  };
  std::stable_sort(lines.begin(), lines.end(), [&](const CellWords& a, const CellWords& b) { return middle(a) < middle(b); });
  words.clear();
  for (CellWords& line : lines) std::move(line.begin(), line.end(), std::back_inserter(words));
}

/// A cell is as sure as its words are on the whole, but no surer than a figure in it: words speak for their letters, nothing does for a digit.
void write_into(TableCell& cell, const CellWords& words) {
  double sum = 0, least_figure = 1;
  for (const Word& word : words) {
    if (!cell.text.empty()) cell.text += ' ';
    cell.text += word.text;
    sum += word.confidence;
    if (text::has_digit(word.text)) least_figure = std::min(least_figure, word.confidence);
  }
  cell.confidence = words.empty() ? 1.0 : std::min(sum / static_cast<double>(words.size()), least_figure);
}

/// Numbers lines and blocks from 0: a new one wherever the old number changes or a part ends.
class Numbering {
 public:
  explicit Numbering(std::vector<Word>& into) : into_(into) {}
  void put(std::vector<Word>::iterator from, std::vector<Word>::iterator to) {
    if (from == to) return;
    int old_line = from->line, old_block = from->block;
    ++line_, ++block_;
    for (; from != to; ++from) {
      if (from->block != old_block) ++block_;
      if (from->line != old_line) ++line_;
      old_line = from->line, old_block = from->block;
      from->line = line_, from->block = block_;
      into_.push_back(std::move(*from));
    }
  }

 private:
  std::vector<Word>& into_;
  int line_ = -1, block_ = -1;
};

}  // namespace

std::vector<Box> cell_boxes(const std::vector<Table>& tables) {
  std::vector<Box> boxes;
  for (const Table& table : tables)
    for (const auto& row : table.rows)
      for (const TableCell& cell : row) boxes.push_back(cell.box.value_or(Box{}));
  return boxes;
}

std::vector<CellWords> take_cell_words(const std::vector<Table>& tables, std::vector<Word>& words) {
  const std::vector<Box> boxes = cell_boxes(tables);
  std::vector<CellWords> inside(boxes.size());
  std::vector<Word> outside;
  for (Word& word : words) {
    const auto holds = [&](const Box& box) {
      return word.box && word.box->center_x() >= box.x0 && word.box->center_x() < box.x1 && word.box->center_y() >= box.y0 &&
             word.box->center_y() < box.y1;
    };
    const auto cell = std::find_if(boxes.begin(), boxes.end(), holds);
    (cell == boxes.end() ? outside : inside[static_cast<std::size_t>(cell - boxes.begin())]).push_back(std::move(word));
  }
  for (CellWords& cell : inside) sort_lines(cell);
  words = std::move(outside);
  return inside;
}

void put_cell_words(std::vector<Table>& tables, std::vector<CellWords> inside, std::vector<Word>& words) {
  std::vector<Word> all;
  Numbering numbering(all);
  auto next = words.begin();
  std::size_t cell = 0;
  for (Table& table : tables) {
    // Whole lines stand before the table; the first one below its middle comes behind it.
    const auto below = std::find_if(next, words.end(), [&](const Word& word) { return word.box && word.box->center_y() > table.box->center_y(); });
    const auto behind = below == words.end() ? below : std::find_if(next, words.end(), [&](const Word& word) { return word.line == below->line; });
    numbering.put(next, behind);
    next = behind;
    for (auto& row : table.rows)
      for (TableCell& one : row) {
        write_into(one, inside[cell]);
        for (Word& word : inside[cell]) word.block = 0;
        numbering.put(inside[cell].begin(), inside[cell].end());
        ++cell;
      }
  }
  numbering.put(next, words.end());
  words = std::move(all);
  std::erase_if(tables, [](const Table& table) {
    return std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
      return std::all_of(row.begin(), row.end(), [](const TableCell& c) { return c.text.empty(); });
    });
  });
}

void doubt_unread_cells(std::vector<Table>& tables, const Image& grey, double scale) {
  for (Table& table : tables)
    for (auto& row : table.rows)
      for (TableCell& cell : row)
        if (cell.text.empty() && cell.box && has_letter(grey, mapped({1 / scale, 0, 0, 0, 1 / scale, 0}, *cell.box))) cell.confidence = kUnread;
}

}  // namespace sohoa
