#include "pipeline/extract/table_aligned.hh"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/table_sums.hh"

namespace sohoa {
namespace {

// Measured in heights of a line of the page.
constexpr double kWideGap = 1.4;     // justified words stay nearer: two columns, surely
constexpr double kGap = 0.42;        // words nearer to each other stand in one column; a river is as wide at least
constexpr double kSameLine = 0.5;    // middles of words of one line
constexpr double kNearLine = 3.5;    // from one line of a table to the next

constexpr int kFewestColumns = 3, kFewestRows = 3;
constexpr std::size_t kLongestCell = 8;     // lines without wide gaps between two that have some
constexpr double kMostSpanning = 0.16;      // share of the lines that may cross a river: titles of sections
constexpr double kRowGap = 1.25;            // rows stand so much further apart than their lines
constexpr double kNumbered = 0.6, kFigures = 0.7;  // share of cells
constexpr int kFewestStrokes = 2;            // cells with "|": what is left of rules nobody found
constexpr double kTold = 0.6, kFiguresOnly = 0.5;  // confidence

using Words = std::vector<const Word*>;

/// One printed line from edge to edge, its words from left to right.
struct PrintedLine {
  Words words;
  int top = 0, bottom = 0, wide_gaps = 0;
  double middle() const { return (top + bottom) / 2.0; }
};

bool inside(const Box& box, const Box& around) {
  return box.center_x() >= around.x0 && box.center_x() < around.x1 && box.center_y() >= around.y0 && box.center_y() < around.y1;
}

double height_of(const Words& words) {
  std::vector<int> heights;
  for (const Word* word : words) heights.push_back(word->box->height());
  if (heights.empty()) return 1;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return std::max(1, *middle);
}

std::vector<PrintedLine> printed_lines(Words words, double height) {
  std::sort(words.begin(), words.end(), [](const Word* a, const Word* b) { return a->box->center_y() < b->box->center_y(); });
  std::vector<PrintedLine> lines;
  double sum = 0;
  for (const Word* word : words) {
    const double y = word->box->center_y();
    if (lines.empty() || y - sum / static_cast<double>(lines.back().words.size()) > kSameLine * height) {
      lines.push_back({{}, word->box->y0, word->box->y1, 0});
      sum = 0;
    }
    PrintedLine& line = lines.back();
    line.words.push_back(word);
    line.top = std::min(line.top, word->box->y0), line.bottom = std::max(line.bottom, word->box->y1);
    sum += y;
  }
  for (PrintedLine& line : lines) {
    std::sort(line.words.begin(), line.words.end(), [](const Word* a, const Word* b) { return a->box->x0 < b->box->x0; });
    for (std::size_t i = 1; i < line.words.size(); ++i) line.wide_gaps += line.words[i]->box->x0 - line.words[i - 1]->box->x1 > kWideGap * height;
  }
  return lines;
}

/// Lines [first, last) of a page, and the white rivers that part their columns, from x to x.
struct Run {
  std::size_t first = 0, last = 0;
  std::vector<std::pair<int, int>> rivers;
  std::size_t columns() const { return rivers.size() + 1; }
  std::size_t column_of(const Word& word) const {
    return static_cast<std::size_t>(std::count_if(rivers.begin(), rivers.end(), [&](const auto& r) { return word.box->center_x() > (r.first + r.second) / 2; }));
  }
};

/// Whether words are printed where a river runs.
bool crosses(const PrintedLine& line, const std::pair<int, int>& river) {
  const int middle = (river.first + river.second) / 2;
  return std::any_of(line.words.begin(), line.words.end(), [&](const Word* word) { return word->box->x0 < middle && middle < word->box->x1; });
}

bool has_columns(const PrintedLine& line) { return line.wide_gaps + 1 >= kFewestColumns; }

/// The places hardly a line of [first, last) is printed at, but for the margins.
std::vector<std::pair<int, int>> rivers_of(const std::vector<PrintedLine>& lines, std::size_t first, std::size_t last, double height) {
  std::vector<std::pair<int, int>> ends;  // x, +1 where something begins, -1 where it ends
  for (std::size_t i = first; i < last; ++i) {
    const Words& words = lines[i].words;
    for (std::size_t k = 0; k < words.size(); ++k) {
      if (k == 0 || words[k]->box->x0 - words[k - 1]->box->x1 >= kGap * height) ends.emplace_back(words[k]->box->x0, 1);
      if (k + 1 == words.size() || words[k + 1]->box->x0 - words[k]->box->x1 >= kGap * height) ends.emplace_back(words[k]->box->x1, -1);
    }
  }
  std::sort(ends.begin(), ends.end());
  const int most = static_cast<int>(kMostSpanning * static_cast<double>(last - first));
  std::vector<std::pair<int, int>> rivers;
  int covered = 0, begin = 0;
  bool printed = false, white = false;
  for (const auto& [x, step] : ends) {
    covered += step;
    if (covered > most) {
      if (white && printed && x - begin >= kGap * height) rivers.emplace_back(begin, x);
      printed = true, white = false;
    } else if (!white) {
      white = true, begin = x;
    }
  }
  return rivers;
}

/// From a line in columns to the last one below it; lines around that keep off the rivers belong to it too.
Run run_from(const std::vector<PrintedLine>& lines, std::size_t first, double height) {
  Run run{first, first + 1, {}};
  const auto near = [&](std::size_t above) { return lines[above + 1].middle() - lines[above].middle() <= kNearLine * height; };
  for (std::size_t i = first; i + 1 < lines.size() && near(i) && i + 1 - run.last < kLongestCell; ++i)
    if (has_columns(lines[i + 1])) run.last = i + 2;
  run.rivers = rivers_of(lines, run.first, run.last, height);
  const auto keeps_off = [&](const PrintedLine& line) { return std::none_of(run.rivers.begin(), run.rivers.end(), [&](const auto& r) { return crosses(line, r); }); };
  if (run.rivers.size() + 1 < kFewestColumns) return run;
  while (run.last < lines.size() && near(run.last - 1) && keeps_off(lines[run.last]) && lines[run.last].words.size() > 1) ++run.last;
  return run;
}

/// Words of one line in one cell, which begins in column `first` and reaches to `last`, not with it.
struct Piece {
  std::size_t first = 0, last = 0;
  Words words;
};

std::vector<Piece> pieces_of(const PrintedLine& line, const Run& run, double height) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const std::size_t column = run.column_of(*line.words[i]);
    const bool near = i > 0 && line.words[i]->box->x0 - line.words[i - 1]->box->x1 < kGap * height;
    // Across a river a piece goes on only with a word that stands in it, before or behind.
    const bool spans = near && [&] {
      for (std::size_t r = pieces.back().last - 1; r < column; ++r) {
        const auto& river = run.rivers[r];
        const int middle = (river.first + river.second) / 2;
        if (line.words[i]->box->x0 < middle || line.words[i - 1]->box->x1 > middle) return true;
      }
      return pieces.back().last - pieces.back().first > 1;
    }();
    if (pieces.empty() || (column >= pieces.back().last && !spans)) pieces.push_back({column, column + 1, {}});
    pieces.back().words.push_back(line.words[i]);
    pieces.back().last = std::max(pieces.back().last, column + 1);
  }
  return pieces;
}

/// Which lines of a run begin a row.
std::vector<bool> row_begins(const std::vector<PrintedLine>& lines, const Run& run, const std::vector<std::vector<Piece>>& pieces) {
  const std::size_t n = pieces.size();
  std::vector<bool> begins(n, false), numbered(n, false), after_gap(n, false);
  std::size_t numbers = 0, first_cells = 0, gaps = 0;
  std::vector<double> steps;
  for (std::size_t i = 1; i < n; ++i) steps.push_back(lines[run.first + i].middle() - lines[run.first + i - 1].middle());
  std::sort(steps.begin(), steps.end());
  const double pitch = steps[steps.size() / 10];
  for (std::size_t i = 0; i < n; ++i) {
    after_gap[i] = i == 0 || lines[run.first + i].middle() - lines[run.first + i - 1].middle() > kRowGap * pitch;
    gaps += after_gap[i];
    const Piece& left = pieces[i].front();
    if (left.first != 0 || left.last != 1) continue;
    ++first_cells;
    numbered[i] = left.words.size() == 1 && is_row_number(left.words.front()->text);
    numbers += numbered[i];
  }
  const bool told = static_cast<double>(numbers) >= kNumbered * static_cast<double>(first_cells) && numbers >= static_cast<std::size_t>(kFewestRows);
  // White between rows tells more than numbers, which may stand in the middle of theirs; but then there is as much of it.
  const bool apart = gaps >= static_cast<std::size_t>(kFewestRows) && gaps < n && (!told || (gaps >= numbers && gaps <= numbers + numbers / 2 + 2));
  for (std::size_t i = 0; i < n; ++i) {
    const bool full = 2 * pieces[i].size() > run.columns();
    begins[i] = i == 0 || (apart ? after_gap[i] : told ? numbered[i] : full);
  }
  return begins;
}

/// The title of a section stands behind its number alone: over all columns left.
void merge_title(std::vector<TableCell>& row) {
  if (row.size() < kFewestColumns || !is_section_number(row[0].text) || row[1].text.empty()) return;
  if (std::any_of(row.begin() + 2, row.end(), [](const TableCell& c) { return !c.text.empty(); })) return;
  for (std::size_t i = 2; i < row.size(); ++i) row[1].colspan += row[i].colspan, row[1].box = united(*row[1].box, *row[i].box);
  row.resize(2);
}

Table table_of(const std::vector<PrintedLine>& lines, const Run& run, double height, int page) {
  std::vector<std::vector<Piece>> pieces;
  for (std::size_t i = run.first; i < run.last; ++i) pieces.push_back(pieces_of(lines[i], run, height));
  const std::vector<bool> begins = row_begins(lines, run, pieces);
  Box whole;
  for (std::size_t i = run.first; i < run.last; ++i)
    for (const Word* word : lines[i].words) whole = united(whole, *word->box);
  const auto left = [&](std::size_t column) { return column == 0 ? whole.x0 : run.rivers[column - 1].second; };
  const auto right = [&](std::size_t column) { return column < run.rivers.size() ? run.rivers[column].first : whole.x1; };
  Table table;
  table.kind = TableKind::aligned;
  table.page = page;
  table.box = whole;
  for (std::size_t i = 0; i < begins.size();) {
    std::size_t end = i + 1;
    while (end < begins.size() && !begins[end]) ++end;
    std::vector<Words> words(run.columns());
    std::vector<std::size_t> reach(run.columns(), 1);
    for (std::size_t k = i; k < end; ++k)
      for (const Piece& piece : pieces[k]) {
        words[piece.first].insert(words[piece.first].end(), piece.words.begin(), piece.words.end());
        reach[piece.first] = std::max(reach[piece.first], piece.last - piece.first);
      }
    auto& row = table.rows.emplace_back();
    for (std::size_t c = 0; c < words.size();) {
      std::size_t next = c + 1;
      while (next < c + reach[c] && words[next].empty()) ++next;
      // A title behind its number goes on to the end of the row.
      while (reach[c] > 1 && next < words.size() && words[next].empty()) ++next;
      TableCell& cell = row.emplace_back();
      double sum = 0;
      for (const Word* word : words[c]) {
        cell.text += (cell.text.empty() ? "" : " ") + word->text;
        sum += word->confidence;
      }
      cell.page = page;
      cell.box = Box{left(c), lines[run.first + i].top, right(next - 1), lines[run.first + end - 1].bottom};
      cell.confidence = words[c].empty() ? 1.0 : sum / static_cast<double>(words[c].size());
      cell.colspan = static_cast<int>(next - c);
      c = next;
    }
    merge_title(row);
    i = end;
  }
  return table;
}

/// Whether upright strokes were read as letters: the table is ruled, and its rows and columns guessed from white are wrong.
bool has_lost_rules(const Table& table) {
  int strokes = 0;
  for (const auto& row : table.rows)
    strokes += static_cast<int>(std::count_if(row.begin(), row.end(), [](const TableCell& cell) { return cell.text.find('|') != std::string::npos; }));
  return strokes >= kFewestStrokes;
}

/// Whether it is a list of boxes to tick, "[ ]", with one or more on most rows, some of them misread.
bool is_list_of_boxes(const Table& table) {
  const auto bracketed = std::count_if(table.rows.begin(), table.rows.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](const TableCell& cell) { return cell.text.find_first_of("[]") != std::string::npos; });
  });
  return 2 * bracketed > std::ssize(table.rows);
}

/// How much says that it is a table; 0 when nothing does.
double told_by(const Table& table, const std::vector<ColumnHeading>& known) {
  if (has_lost_rules(table) || is_list_of_boxes(table)) return 0;
  std::size_t numbered = 0, first = 0, full = 0;
  const auto width = static_cast<std::size_t>(column_count(table));
  std::vector<std::size_t> figures(width, 0), filled(width, 0);
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    std::size_t column = 0, used = 0;
    for (const TableCell& cell : table.rows[r]) {
      // Boxes to tick are no text.
      if (!text::words(cell.text).empty() && cell.colspan == 1) {
        ++used;
        ++filled[column];
        figures[column] += column > 0 && figure_of(cell.text).has_value();
      }
      if (column == 0 && !cell.text.empty()) ++first, numbered += is_row_number(cell.text);
      column += static_cast<std::size_t>(cell.colspan);
    }
    full += used >= static_cast<std::size_t>(kFewestColumns);
  }
  if (full < static_cast<std::size_t>(kFewestRows) - 1 || 3 * full < table.rows.size()) return 0;
  Table headed = table;
  headed.header = 1;
  const auto roles = column_roles(headed, known);
  const auto named = static_cast<std::size_t>(std::count_if(roles.begin(), roles.end(), [](ColumnRole r) { return r != ColumnRole::other; }));
  if (named >= 3) return kTold;
  if (numbered >= static_cast<std::size_t>(kFewestRows) && static_cast<double>(numbered) >= kNumbered * static_cast<double>(first)) return kTold;
  std::size_t columns_of_figures = 0;
  for (std::size_t c = 0; c < width; ++c)
    columns_of_figures += filled[c] >= static_cast<std::size_t>(kFewestRows) && static_cast<double>(figures[c]) >= kFigures * static_cast<double>(filled[c]);
  return columns_of_figures >= 2 ? kFiguresOnly : 0;
}

}  // namespace

std::vector<Table> aligned_tables(const Page& page, const std::vector<ColumnHeading>& known) {
  Words words;
  for (const Word& word : page.words)
    if (word.box && word.role == Role::body && std::none_of(page.tables.begin(), page.tables.end(), [&](const Table& t) { return t.box && inside(*word.box, *t.box); }))
      words.push_back(&word);
  const double height = height_of(words);
  const std::vector<PrintedLine> lines = printed_lines(std::move(words), height);
  std::vector<Table> tables;
  for (std::size_t i = 0; i < lines.size();) {
    Table table;
    Run run{i, i + 1, {}};
    if (has_columns(lines[i])) run = run_from(lines, i, height);
    if (run.columns() >= static_cast<std::size_t>(kFewestColumns) && run.last >= i + kFewestRows) table = table_of(lines, run, height, page.n);
    table.confidence = table.rows.size() >= static_cast<std::size_t>(kFewestRows) ? told_by(table, known) : 0;
    i = table.confidence > 0 ? run.last : i + 1;
    if (table.confidence > 0) tables.push_back(std::move(table));
  }
  return tables;
}

void add_aligned_tables(std::vector<Page>& pages, const std::vector<ColumnHeading>& known) {
  for (Page& page : pages) {
    std::erase_if(page.tables, [](const Table& table) { return table.kind == TableKind::aligned; });
    std::vector<Table> aligned = aligned_tables(page, known);
    std::move(aligned.begin(), aligned.end(), std::back_inserter(page.tables));
    std::stable_sort(page.tables.begin(), page.tables.end(), [](const Table& a, const Table& b) { return a.box && b.box && a.box->y0 < b.box->y0; });
  }
}

}  // namespace sohoa
