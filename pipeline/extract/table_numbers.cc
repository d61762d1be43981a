#include "pipeline/extract/table_numbers.hh"

#include <fmt/format.h>

#include <algorithm>
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
  struct Numbered {
    TableCell* cell;
    bool section;  // as it was read: a misread 1 looks like one
    int number;    // 0 where no plain number stands
  };
  std::vector<Numbered> rows;  // from top to bottom
  const std::vector<std::vector<int>> columns = first_columns(table);
  std::size_t counted = 0, plain = 0;
  for (std::size_t r = static_cast<std::size_t>(table.header); r < table.rows.size(); ++r) {
    auto& row = table.rows[r];
    if (row.size() < 3 || columns[r].front() != 0 || row.front().rowspan > 1) continue;
    rows.push_back({&row.front(), is_section_number(row.front().text), plain_number(row.front().text)});
    plain += !rows.back().section;
    counted += rows.back().number > 0;
  }
  std::vector<Issue> issues;
  if (plain < 3 || 2 * counted <= plain) return issues;
  int before = 0;
  const auto is_plain = [](const Numbered& row) { return !row.section; };
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    const auto next = std::find_if(row + 1, rows.end(), is_plain);
    const int here = before + 1, after = next == rows.end() ? 0 : next->number;
    const bool between = row == rows.begin() || before > 0 || row->section;
    if (between && after == here + 1 && row->number != here && row->cell->text.size() <= kLongest && (!row->section || next == row + 1)) {
      issues.push_back({"table.row_number", Severity::notice, row->cell->page,
                        fmt::format("Bảng: số thứ tự đọc là “{}”, ghi {} theo hai dòng trên và dưới; xin xem ô này.", row->cell->text, here)});
      row->cell->text = std::to_string(here);
      row->cell->confidence = kFromNeighbours;
      row->section = false;
    }
    if (!row->section) before = plain_number(row->cell->text);
  }
  return issues;
}

}  // namespace sohoa
