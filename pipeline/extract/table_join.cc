#include "pipeline/extract/table_join.hh"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/table_seam.hh"

namespace sohoa {
namespace {

constexpr double kSameBorder = 0.03;   // of the table's width
constexpr double kSameHeading = 0.6;   // of the words of a repeated heading that must be the same
constexpr std::size_t kFewWords = 3;   // a page number, "Trang 2/5"

/// Whether nothing but page numbers and running heads is printed above (or below) a table of its page.
bool nothing_beside(const Page& page, const Table& table, bool above) {
  std::size_t words = 0;
  for (const Word& word : page.words)
    if (word.role == Role::body && word.box && table.box)
      words += above ? word.box->y1 <= table.box->y0 : word.box->y0 >= table.box->y1;
  return words <= kFewWords;
}

/// Left borders of all columns and the right one of the last, as shares of the table's width; -1 where no cell begins.
std::vector<double> borders_of(const Table& table) {
  std::vector<double> borders(static_cast<std::size_t>(column_count(table)) + 1, -1);
  const auto columns = first_columns(table);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
      const auto at = static_cast<std::size_t>(columns[r][i]);
      const auto& box = table.rows[r][i].box;
      if (box && table.box && at < borders.size()) borders[at] = (box->x0 - table.box->x0) / static_cast<double>(std::max(1, table.box->width()));
    }
  borders.back() = 1;
  return borders;
}

bool same_columns(const Table& a, const Table& b) {
  const std::vector<double> left = borders_of(a), right = borders_of(b);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (left[i] >= 0 && right[i] >= 0 && std::abs(left[i] - right[i]) > kSameBorder) return false;
  return true;
}

bool is_numbering(const std::vector<TableCell>& row) {
  static const RE2 sign(R"(^\(?(?:\d{1,2}|[A-Da-d])\)?(?:\s*=.*)?$)");
  return row.size() > 1 && std::all_of(row.begin(), row.end(), [](const TableCell& c) { return matches(c.text, sign); });
}

/// How many leading rows are column headings: the first with all that its cells reach down to, and a row "(1) (2) (3)" below.
int header_of(const Table& table) {
  if (table.rows.size() < 2) return 0;
  const auto& first = table.rows.front();
  std::size_t named = 0;
  int rows = 1;
  for (const TableCell& cell : first) {
    named += !cell.text.empty();
    rows = std::max(rows, cell.rowspan);
  }
  if (named < 2 || named + 1 < first.size()) return is_numbering(first) ? 1 : 0;
  static const RE2 figure(R"(^[\d.,%/ ()+-]+$)");
  for (const TableCell& cell : first) {
    if (&cell == &first.front() && is_row_number(cell.text)) return 0;
    if (matches(cell.text, figure) || word_count(cell.text) > 25) return 0;
  }
  if (rows >= static_cast<int>(table.rows.size())) return 0;
  if (is_numbering(table.rows[static_cast<std::size_t>(rows)])) ++rows;
  return rows;
}

bool same_row(const std::vector<TableCell>& a, const std::vector<TableCell>& b) {
  if (a.size() != b.size()) return false;
  std::size_t same = 0, all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::string left_text = text::fold(a[i].text), right_text = text::fold(b[i].text);
    const auto left = text::words(left_text), right = text::words(right_text);
    if (a[i].colspan != b[i].colspan) return false;
    all += std::max(left.size(), right.size());
    for (std::size_t k = 0; k < std::min(left.size(), right.size()); ++k) same += left[k] == right[k];
  }
  return all > 0 && static_cast<double>(same) >= kSameHeading * static_cast<double>(all);
}

/// How many leading rows of a part repeat the last so many of the heading rows.
std::size_t repeated(const Table& whole, const Table& part) {
  for (std::size_t first = 0; first < static_cast<std::size_t>(whole.header); ++first) {
    const std::size_t rows = static_cast<std::size_t>(whole.header) - first;
    if (rows > part.rows.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < rows; ++i) same = same && same_row(whole.rows[first + i], part.rows[i]);
    if (same) return rows;
  }
  return 0;
}

void append(Table& whole, Table part) {
  const std::size_t from = repeated(whole, part);
  part.rows.erase(part.rows.begin(), part.rows.begin() + static_cast<std::ptrdiff_t>(from));
  mend_seam(whole, part);
  whole.confidence = std::min(whole.confidence, part.confidence);
  std::move(part.rows.begin(), part.rows.end(), std::back_inserter(whole.rows));
}

/// Boxes for photographs side by side, one with a stamp's text: a single row without a number, or a single cell with text.
bool is_box(const Table& table) {
  std::size_t filled = 0;
  for (const auto& row : table.rows) filled += static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const TableCell& c) { return !c.text.empty(); }));
  return filled < 2 || (table.rows.size() < 2 && !is_row_number(table.rows.front().front().text));
}

}  // namespace

std::vector<Table> joined_tables(const std::vector<Page>& pages) {
  std::vector<Table> tables;
  const Page* last_page = nullptr;  // where the last table stops
  Table last;                       // its last part
  for (const Page& page : pages)
    for (const Table& part : page.tables) {
      const bool joins = last_page && last_page->n + 1 == page.n && &part == &page.tables.front() && last.kind == part.kind &&
                         nothing_beside(*last_page, last, false) && nothing_beside(page, part, true) && same_columns(last, part);
      if (joins) {
        append(tables.back(), part);
      } else {
        tables.push_back(part);
        tables.back().header = header_of(part);
      }
      last_page = &page;
      last = part;
    }
  std::erase_if(tables, is_box);
  return tables;
}

}  // namespace sohoa
