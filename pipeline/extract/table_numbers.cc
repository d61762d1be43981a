#include "pipeline/extract/table_numbers.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

constexpr double kFromNeighbours = 0.5;  // confidence of a number nobody read
constexpr double kConfirmed = 0.9;       // of one that counts on from the row before to the next
constexpr double kSureBlank = 0.8;       // below it something is printed in an empty cell
constexpr std::size_t kLongest = 4;      // bytes of a misread number; what is longer is something else

constexpr std::array<std::string_view, 15> kRoman{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"};

/// 0 where no plain number stands.
int plain_number(const std::string& text) {
  static const RE2 number(R"(^(\d{1,3})[.)]?$)");
  int n = 0;
  return RE2::FullMatch(text, number, &n) ? n : 0;
}

/// The place of a section's number among the Roman numerals, from 1; 0 for everything else.
int roman_number(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ')')) text.remove_suffix(1);
  const auto found = std::find(kRoman.begin(), kRoman.end(), text);
  return found == kRoman.end() ? 0 : static_cast<int>(found - kRoman.begin()) + 1;
}

/// The strokes of a misread numeral: "IH" is III, "1l" is II.
std::string as_strokes(const std::string& text) {
  std::string strokes;
  for (const char c : text::fold(text)) strokes += c == 'h' ? "II" : std::string_view("1lijt|!").find(c) != std::string_view::npos ? "I" : c == 'y' ? "V" : std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return strokes;
}

/// Numbers of section rows that say nothing but a title over most of the columns: those that the sections before and behind leave, or before alone where
/// the strokes are the numeral's or nobody read them.
std::vector<Issue> mend_section_numbers(Table& table) {
  std::vector<TableCell*> numbers;
  const auto columns = first_columns(table);
  const int width = column_count(table);
  for (std::size_t r = static_cast<std::size_t>(table.header); r < table.rows.size(); ++r)
    if (auto& row = table.rows[r]; row.size() == 2 && columns[r].front() == 0 && row[0].rowspan == 1 && row[0].colspan == 1 && 2 * row[1].colspan > width)
      numbers.push_back(&row[0]);
  // Where no section is numbered with a numeral, "1" is the figure.
  const bool any_numeral = std::ranges::any_of(numbers, [](const TableCell* cell) { return roman_number(cell->text) > 0; });
  std::vector<Issue> issues;
  int before = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    TableCell& cell = *numbers[i];
    const int here = before + 1, after = i + 1 < numbers.size() ? roman_number(numbers[i + 1]->text) : 0;
    const bool known = before > 0 || i == 0;
    if (known && here <= static_cast<int>(kRoman.size()) && cell.text.size() <= kLongest && roman_number(cell.text) != here) {
      const std::string numeral(kRoman[static_cast<std::size_t>(here) - 1]);
      const bool unread = cell.text.empty() && cell.confidence < kSureBlank;
      if (after == here + 1 || unread || (any_numeral && roman_number(cell.text) == 0 && as_strokes(cell.text) == numeral)) {
        issues.push_back({"table.row_number", Severity::notice, cell.page,
                          fmt::format("Bảng: số mục đọc là “{}”, ghi {} theo các mục trên và dưới; xin xem ô này.", cell.text, numeral)});
        cell.text = numeral;
        cell.confidence = kFromNeighbours;
      }
    }
    if (known && roman_number(cell.text) == here && cell.confidence > kFromNeighbours) cell.confidence = std::max(cell.confidence, kConfirmed);
    before = roman_number(cell.text);
  }
  return issues;
}

}  // namespace

std::vector<Issue> mend_row_numbers(Table& table) {
  std::vector<Issue> issues = mend_section_numbers(table);
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
    const bool counts_on = before > 0 ? row->number == here && (after == 0 || after == here + 1) : row->number == 1 && after == 2;
    if (counts_on) row->cell->confidence = std::max(row->cell->confidence, kConfirmed);
    if (!row->section) before = plain_number(row->cell->text);
  }
  return issues;
}

}  // namespace sohoa
