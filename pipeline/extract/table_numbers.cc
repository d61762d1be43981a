#include "pipeline/extract/table_numbers.hh"

#include <fmt/format.h>

#include <string>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

constexpr double kFromNeighbours = 0.5;  // confidence of a number nobody read
constexpr std::size_t kLongest = 4;      // bytes of a misread number; what is longer is something else

/// 0 where no plain number stands.
int plain_number(const std::string& text) {
  static const RE2 number(R"(^(\d{1,3})[.)]?$)");
  int n = 0;
  return RE2::FullMatch(text, number, &n) ? n : 0;
}

}  // namespace

std::vector<Issue> mend_row_numbers(Table& table) {
  std::vector<TableCell*> numbers;  // of the rows that are no sections, from top to bottom
  std::vector<std::vector<int>> columns = first_columns(table);
  std::size_t counted = 0;
  for (std::size_t r = static_cast<std::size_t>(table.header); r < table.rows.size(); ++r) {
    auto& row = table.rows[r];
    if (row.size() < 3 || columns[r].front() != 0 || row.front().rowspan > 1 || is_section_number(row.front().text)) continue;
    numbers.push_back(&row.front());
    counted += plain_number(row.front().text) > 0;
  }
  std::vector<Issue> issues;
  if (numbers.size() < 3 || 2 * counted <= numbers.size()) return issues;
  for (std::size_t i = 1; i + 1 < numbers.size(); ++i) {
    const int before = plain_number(numbers[i - 1]->text), after = plain_number(numbers[i + 1]->text);
    TableCell& cell = *numbers[i];
    if (before == 0 || after != before + 2 || plain_number(cell.text) == before + 1 || cell.text.size() > kLongest) continue;
    issues.push_back({"table.row_number", Severity::notice, cell.page,
                      fmt::format("Bảng: số thứ tự đọc là “{}”, ghi {} theo hai dòng trên và dưới; xin xem ô này.", cell.text, before + 1)});
    cell.text = std::to_string(before + 1);
    cell.confidence = kFromNeighbours;
  }
  return issues;
}

}  // namespace sohoa
