#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/issue.hh"
#include "core/table.hh"

namespace sohoa {

/// One column is the sum of others (data/table_sums.csv). A column is named by words of its headings from top to bottom, folded.
struct ColumnSum {
  std::vector<std::string> total;
  std::vector<std::vector<std::string>> parts;
};

/// A whole or decimal number as Vietnamese tables print it: "6.204" is 6204, "12,5" is 12.5, "-" is 0. Nothing for anything else,
/// an empty cell among it.
std::optional<double> figure_of(std::string_view cell);

/// Rows in which a sum does not come out, each with its arithmetic (issue `table.sum`): sums printed below the headings ("3=4+5+6") and
/// `known` ones where the table has all their columns. A sum that fails in most rows is told once: the form is another.
std::vector<Issue> check_sums(const Table&, const std::vector<ColumnSum>& known);

}  // namespace sohoa
