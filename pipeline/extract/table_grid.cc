#include "pipeline/extract/table_grid.hh"

#include <algorithm>

#include "pipeline/extract/pattern.hh"

namespace sohoa {

int column_count(const Table& table) {
  int columns = 0;
  if (!table.rows.empty())
    for (const TableCell& cell : table.rows.front()) columns += std::max(1, cell.colspan);
  return columns;
}

std::vector<std::vector<int>> first_columns(const Table& table) {
  std::vector<int> taken;  // by column: rows that a cell from above still reaches into
  std::vector<std::vector<int>> result;
  for (const auto& row : table.rows) {
    auto& columns = result.emplace_back();
    std::size_t at = 0;
    std::vector<int> next(taken);
    for (int& left : next) left = std::max(0, left - 1);
    for (const TableCell& cell : row) {
      while (at < taken.size() && taken[at] > 0) ++at;
      columns.push_back(static_cast<int>(at));
      const std::size_t end = at + static_cast<std::size_t>(std::max(1, cell.colspan));
      if (next.size() < end) next.resize(end, 0);
      for (; at < end; ++at) next[at] = std::max(0, cell.rowspan - 1);
    }
    taken = std::move(next);
  }
  return result;
}

std::vector<std::vector<const TableCell*>> grid_of(const Table& table) {
  const auto columns = first_columns(table);
  const auto width = static_cast<std::size_t>(column_count(table));
  std::vector<std::vector<const TableCell*>> grid(table.rows.size(), std::vector<const TableCell*>(width));
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
      const TableCell& cell = table.rows[r][i];
      const auto first = static_cast<std::size_t>(columns[r][i]);
      for (std::size_t y = r; y < std::min(grid.size(), r + static_cast<std::size_t>(std::max(1, cell.rowspan))); ++y)
        for (std::size_t x = first; x < std::min(width, first + static_cast<std::size_t>(std::max(1, cell.colspan))); ++x)
          if (!grid[y][x]) grid[y][x] = &cell;
    }
  return grid;
}

bool is_row_number(std::string_view text) {
  static const RE2 number(R"(^\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđ]|[IVXL]{1,6}|[A-H])[.)]?$)");
  return matches(text, number);
}

bool is_section_number(std::string_view text) {
  static const RE2 number(R"(^(?:[IVXL]{1,6}|[A-H])[.)]?$)");
  return matches(text, number);
}

bool says_total(const std::vector<const TableCell*>& row) {
  static const RE2 total(R"((?i)^[^\pL\d]*(?:tổng\s+cộng|tổng\s+số|cộng)[^\pL\d]*$)");
  return std::any_of(row.begin(), row.end(), [&](const TableCell* cell) { return cell && matches(cell->text, total); });
}

}  // namespace sohoa
