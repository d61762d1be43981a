#include <algorithm>

#include "check/rules.hh"
#include "pipeline/extract/table_sums.hh"

namespace sohoa {
namespace {

constexpr double kReadForSure = 0.9;  // confidence of every figure of a table whose sums are judged

bool figures_are_sure(const Table& table) {
  return std::ranges::all_of(table.rows, [](const auto& row) {
    return std::ranges::all_of(row, [](const TableCell& cell) { return !figure_of(cell.text) || cell.confidence >= kReadForSure; });
  });
}

}  // namespace

Observations sums_that_fail(const CheckedDocument& d, const CheckRule&) {
  Observations out;
  for (const Table& table : d.document.tables)
    for (Issue& issue : check_sums(table, d.book.known.column_sums)) {
      std::string about = issue.message;
      out.push_back({{issue.page, table.page == issue.page ? table.box : std::nullopt, {}}, std::move(issue.message), figures_are_sure(table), std::move(about)});
    }
  return out;
}

}  // namespace sohoa
