#include "pipeline/extract/table_groups.hh"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

constexpr std::size_t kFewestCounted = 2;  // rows numbered 1, 2 … that make those numbered I, II … section rows

using Row = std::vector<const TableCell*>;

/// The cells with text of a row of the grid, each once.
Row said(const Row& row) {
  Row cells;
  for (const TableCell* cell : row)
    if (cell && !cell->text.empty() && (cells.empty() || cells.back() != cell)) cells.push_back(cell);
  return cells;
}

bool is_counted(const Row& row) { return !row.empty() && row.front() && is_row_number(row.front()->text) && !is_section_number(row.front()->text); }

/// What a row is numbered by: Roman numerals, capitals, nothing.
enum class Style { roman, capital, none };

Style style_of(const std::string& number) {
  static const RE2 capital(R"(^[A-H])");
  return number.empty() ? Style::none : matches(number, capital) ? Style::capital : Style::roman;
}

/// "II. CÔNG TÁC LƯU TRỮ" in one cell.
void part_number(TableGroup& group) {
  static const RE2 numbered(R"(^([IVXL]{1,6}|[A-H])\s*[.)/:-]\s*(\S.*)$)");
  std::string number, title;
  if (!RE2::FullMatch(group.title, numbered, &number, &title)) return;
  group.number = number;
  group.title = title;
}

/// The number without its stop.
std::string bare(std::string number) {
  while (!number.empty() && (number.back() == '.' || number.back() == ')')) number.pop_back();
  return number;
}

/// Whether the rows behind are counted from 1: what looks like a section's number is none where they go on with 2.
bool begins_anew(const std::vector<Row>& grid, std::size_t r) {
  static const RE2 first(R"(^\(?1[.)]?$)");
  const auto next = std::find_if(grid.begin() + static_cast<std::ptrdiff_t>(r) + 1, grid.end(), is_counted);
  return next != grid.end() && matches(next->front()->text, first);
}

bool is_title(const std::string& text) {
  static const RE2 word(R"(\p{L}{2})");
  return matches(text, word);
}

/// The group a row is the section row of. `counted`: the table's other rows have plain numbers.
std::optional<TableGroup> group_at(const std::vector<Row>& grid, std::size_t r, bool counted) {
  const Row cells = said(grid[r]);
  if (cells.empty() || says_total(cells) || std::any_of(cells.begin(), cells.end(), [](const TableCell* c) { return c->rowspan > 1; })) return std::nullopt;
  TableGroup group;
  group.row = static_cast<int>(r);
  const TableCell* title = nullptr;
  if (is_section_number(cells.front()->text) && cells.front() == grid[r].front()) {
    if (cells.size() < 2) return std::nullopt;
    group.number = bare(cells.front()->text);
    title = cells[1];
  } else {
    title = cells.front();
  }
  group.title = title->text;
  const bool wide = 2 * title->colspan > static_cast<int>(grid[r].size());
  const bool alone = title == cells.back();
  if (group.number.empty() && wide) part_number(group);
  const bool numbered = !group.number.empty() && counted && begins_anew(grid, r);
  return is_title(group.title) && ((wide && alone) || numbered) ? std::optional(group) : std::nullopt;
}

}  // namespace

std::vector<TableGroup> groups_of(const Table& table) {
  const auto grid = grid_of(table);
  const auto header = static_cast<std::size_t>(std::max(0, table.header));
  const bool counted = grid.size() > header && std::count_if(grid.begin() + static_cast<std::ptrdiff_t>(header), grid.end(), is_counted) >= std::ptrdiff_t{kFewestCounted};
  std::vector<TableGroup> groups;
  std::vector<Style> levels;            // of the groups that are open, from the outermost
  std::vector<std::size_t> open;        // which they are
  const auto close = [&](std::size_t level, std::size_t row) {
    for (; open.size() > level; open.pop_back(), levels.pop_back()) groups[open.back()].rows = static_cast<int>(row) - groups[open.back()].row - 1;
  };
  std::size_t end = grid.size();
  if (end > header && says_total(grid.back())) --end;
  for (std::size_t r = header; r < end; ++r) {
    auto group = group_at(grid, r, counted);
    if (!group || r + 1 == end || (r == 0 && group->number.empty())) continue;  // a note below the rows, the table's own title above them
    const Style style = style_of(group->number);
    close(static_cast<std::size_t>(std::distance(levels.begin(), std::find(levels.begin(), levels.end(), style))), r);
    levels.push_back(style);
    open.push_back(groups.size());
    group->level = static_cast<int>(open.size());
    groups.push_back(std::move(*group));
  }
  close(0, end);
  return groups;
}

const TableCell* title_alone(const Table& table, const TableGroup& group) {
  const TableCell* title = nullptr;
  for (const TableCell& cell : table.rows[static_cast<std::size_t>(group.row)]) {
    if (cell.text.empty() || (!title && is_section_number(cell.text))) continue;
    if (title) return nullptr;
    title = &cell;
  }
  return title;
}

}  // namespace sohoa
