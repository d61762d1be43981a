#pragma once
#include <string>
#include <vector>

#include "pipeline/extract/table_columns.hh"

namespace sohoa {

/// Shares the lines of one row of a flattened table out among its columns, in their order: where a cell can begin (a capital, the sign %,
/// a figure), and what the columns may hold (names of units, times, figures), decide. One text for every role; "" for a column nothing was
/// left for.
std::vector<std::string> shared_out(const std::vector<std::string>& lines, const std::vector<ColumnRole>& roles);

}  // namespace sohoa
