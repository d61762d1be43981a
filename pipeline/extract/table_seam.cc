#include "pipeline/extract/table_seam.hh"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

constexpr double kGuessed = 0.79;  // of a merged cell of which the second page shows a blank: below what is accepted

/// The cells that reach into the last row, by the columns they begin in.
std::map<int, TableCell*> last_cells(Table& table) {
  std::map<int, TableCell*> cells;
  const auto columns = first_columns(table);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i)
      if (r + static_cast<std::size_t>(std::max(1, table.rows[r][i].rowspan)) >= table.rows.size()) cells[columns[r][i]] = &table.rows[r][i];
  return cells;
}

/// Whether a column's cells are merged over rows somewhere, and whether one is left blank, below its heading.
struct Habits {
  bool merges = false, blanks = false;
};

Habits habits_of(const Table& table, std::size_t first, int column) {
  Habits habits;
  const auto columns = first_columns(table);
  for (std::size_t r = first; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
      const TableCell& cell = table.rows[r][i];
      if (columns[r][i] != column || cell.colspan > 1) continue;
      habits.merges = habits.merges || cell.rowspan > 1;
      habits.blanks = habits.blanks || (cell.rowspan == 1 && cell.text.empty());
    }
  return habits;
}

/// "Trước ngày" | "20/3/2025", "Văn phòng, các" | "phòng chuyên môn": what stands below goes on with what stands above.
bool reads_on(const std::string& above, const std::string& below) {
  static const RE2 small(R"(^\s*[("“]?\p{Ll})"), figure(R"(^\s*\d)"), ends_in_figure(R"(\d[%.;)]*\s*$)");
  return matches(below, small) || (matches(below, figure) && !matches(above, ends_in_figure));
}

void join(TableCell& cell, const TableCell& rest) {
  if (rest.text.empty()) return;
  const auto words = [](const TableCell& c) { return static_cast<double>(word_count(c.text)); };
  cell.confidence = (cell.confidence * words(cell) + rest.confidence * words(rest)) / std::max(1.0, words(cell) + words(rest));
  cell.text += (cell.text.empty() ? "" : " ") + rest.text;
}

/// Where a table is torn by the end of a page: its last row, and the first one of its next part.
class Seam {
 public:
  Seam(Table& whole, Table& part) : whole_(whole), part_(part), above_(last_cells(whole)), columns_(first_columns(part).front()) {}

  /// Whether the row below is the rest of the one above: it has no number, where rows have numbers.
  bool tears_row() const {
    const auto& row = below();
    if (row.size() < 2 || columns_.front() != 0 || !row.front().text.empty()) return false;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!above(i)) return false;
    std::size_t numbered = 0, all = 0;
    for (std::size_t r = static_cast<std::size_t>(whole_.header); r < whole_.rows.size(); ++r, ++all)
      numbered += !whole_.rows[r].empty() && is_row_number(whole_.rows[r].front().text);
    if (2 * numbered <= all || !is_row_number(above(0)->text)) return false;
    // One number may stand for several rows.
    return !habits(0).merges || reads_on(above(1)->text, row[1].text);
  }

  /// The row below becomes part of the one above.
  void mend_row() {
    auto& row = below();
    for (std::size_t i = 0; i < row.size(); ++i) {
      above(i)->rowspan += row[i].rowspan - 1;
      join(*above(i), row[i]);
    }
    part_.rows.erase(part_.rows.begin());
  }

  /// Cells merged over rows on both sides become one again.
  void mend_cells() {
    auto& row = below();
    std::vector<bool> rests;
    for (std::size_t i = 0; i < row.size(); ++i) rests.push_back(is_rest(i));
    if (std::find(rests.begin(), rests.end(), false) == rests.end()) return;
    for (std::size_t i = row.size(); i-- > 0;) {
      if (!rests[i]) continue;
      if (row[i].rowspan == 1 && row[i].text.empty()) above(i)->confidence = std::min(above(i)->confidence, kGuessed);
      above(i)->rowspan += row[i].rowspan;
      join(*above(i), row[i]);
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

 private:
  std::vector<TableCell>& below() const { return part_.rows.front(); }
  /// The cell above the row's i-th one, of the same columns; null where there is none.
  TableCell* above(std::size_t i) const {
    const auto found = above_.find(columns_[i]);
    return found != above_.end() && found->second->colspan == below()[i].colspan ? found->second : nullptr;
  }
  Habits habits(std::size_t i) const {
    const Habits before = habits_of(whole_, static_cast<std::size_t>(whole_.header), columns_[i]), behind = habits_of(part_, 1, columns_[i]);
    return {before.merges || behind.merges, before.blanks || behind.blanks};
  }
  bool is_rest(std::size_t i) const {
    const TableCell *cell = &below()[i], *upper = above(i);
    if (!upper || upper->text.empty() || cell->colspan > 1) return false;
    const bool merged = upper->rowspan > 1 || cell->rowspan > 1;
    if (!cell->text.empty()) return merged && reads_on(upper->text, cell->text);
    const Habits known = habits(i);
    return cell->rowspan > 1 || ((merged || known.merges) && !known.blanks);
  }

  Table &whole_, &part_;
  std::map<int, TableCell*> above_;
  std::vector<int> columns_;
};

}  // namespace

void mend_seam(Table& whole, Table& part) {
  if (part.rows.empty() || part.rows.front().empty() || static_cast<int>(whole.rows.size()) <= whole.header) return;
  Seam seam(whole, part);
  if (seam.tears_row())
    seam.mend_row();
  else
    seam.mend_cells();
}

}  // namespace sohoa
