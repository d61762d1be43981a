#pragma once
#include <string_view>
#include <vector>

#include "core/table.hh"

namespace sohoa {

/// Number of columns: cells of the first row with their spans.
int column_count(const Table&);

/// The column every cell begins in, from 0, row by row as in Table::rows.
std::vector<std::vector<int>> first_columns(const Table&);

/// The cell that covers a place of the grid, merged ones wherever they reach; row by row, then column. Null in gaps.
std::vector<std::vector<const TableCell*>> grid_of(const Table&);

/// "1", "2.1", "a", "IV": what stands in a column of row numbers.
bool is_row_number(std::string_view text);
/// "I", "IV", "A": the number of a section of a table.
bool is_section_number(std::string_view text);
/// Whether a row of the grid is "Tổng cộng", "Cộng" or "Tổng số".
bool says_total(const std::vector<const TableCell*>& row);

}  // namespace sohoa
