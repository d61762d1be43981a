#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// As csv_rows(), but one row at a time, for tables that should not stand in memory as a whole. `visit` gets the row by its
/// number in a spreadsheet (from 1), may move the cells out, and returns false to stop.
Result<void> each_csv_row(std::string_view text, char delimiter, const std::string& name_for_messages,
                          const std::function<bool(int row, std::vector<std::string>& cells)>& visit);

}  // namespace sohoa
