#include "pipeline/extract/table_sums.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "core/text/normalize.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

using Grid = std::vector<std::vector<const TableCell*>>;

/// A sum by the places of its columns.
struct Sum {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
  bool operator==(const Sum&) const = default;
};

std::string spaced(std::string_view heading) {
  const std::string folded = text::fold(heading);
  std::string words = " ";
  for (const std::string_view word : text::words(folded)) words.append(word) += ' ';
  return words;
}

/// Whether the headings above a column say these words, in this order, each in a row of its own or below.
bool is_named(const Grid& grid, int header, std::size_t column, const std::vector<std::string>& name) {
  std::size_t said = 0;
  const TableCell* before = nullptr;
  for (int r = 0; r < header && said < name.size(); ++r) {
    const TableCell* cell = grid[static_cast<std::size_t>(r)][column];
    if (!cell || cell == before) continue;
    before = cell;
    said += spaced(cell->text).find(" " + name[said] + " ") != std::string::npos;
  }
  return said == name.size();
}

/// The only column of this name.
std::optional<std::size_t> column_named(const Grid& grid, int header, const std::vector<std::string>& name) {
  std::optional<std::size_t> found;
  for (std::size_t c = 0; c < grid[0].size(); ++c) {
    if (!is_named(grid, header, c, name)) continue;
    if (found) return std::nullopt;
    found = c;
  }
  return found;
}

/// Whether the columns share a merged heading and others stand below it too.
bool leaves_some_out(const Grid& grid, const Sum& sum) {
  const TableCell* top = grid[0][sum.total];
  if (!std::all_of(sum.parts.begin(), sum.parts.end(), [&](std::size_t c) { return grid[0][c] == top; })) return false;
  return static_cast<std::size_t>(std::count(grid[0].begin(), grid[0].end(), top)) != sum.parts.size() + 1;
}

std::vector<Sum> known_sums(const Grid& grid, int header, const std::vector<ColumnSum>& known) {
  std::vector<Sum> sums;
  for (const ColumnSum& row : known) {
    const auto total = column_named(grid, header, row.total);
    if (!total) continue;
    Sum sum{*total, {}};
    for (const auto& part : row.parts)
      if (const auto column = column_named(grid, header, part); column && *column != *total) sum.parts.push_back(*column);
    if (sum.parts.size() == row.parts.size() && !leaves_some_out(grid, sum)) sums.push_back(std::move(sum));
  }
  return sums;
}

/// "(3)=(4)+(5)+(6)" among the numbers of the columns.
std::vector<Sum> printed_sums(const Grid& grid, int header) {
  static const RE2 number(R"(^\(?(\d{1,2})\)?\s*(?:=\s*(.*))?$)");
  static const RE2 term(R"(^\s*\+?\s*\(?(\d{1,2})\)?)");
  std::vector<Sum> sums;
  for (int r = 0; r < header; ++r) {
    std::map<int, std::size_t> columns;
    std::map<std::size_t, std::string> formulas;
    for (std::size_t c = 0; c < grid[0].size(); ++c) {
      int n = 0;
      std::string formula;
      const TableCell* cell = grid[static_cast<std::size_t>(r)][c];
      if (!cell || !RE2::PartialMatch(piece(cell->text), number, &n, &formula)) continue;
      columns.emplace(n, c);
      if (!formula.empty()) formulas.emplace(c, formula);
    }
    for (const auto& [total, formula] : formulas) {
      Sum sum{total, {}};
      re2::StringPiece rest(formula);
      for (int n = 0; RE2::Consume(&rest, term, &n) && columns.contains(n);) sum.parts.push_back(columns[n]);
      if (rest.empty() && sum.parts.size() > 1) sums.push_back(std::move(sum));
    }
  }
  return sums;
}

std::string arithmetic(const std::vector<const TableCell*>& row, const Sum& sum, double reckoned) {
  std::string text;
  for (const std::size_t part : sum.parts) text += (text.empty() ? "" : " + ") + row[part]->text;
  return fmt::format("{} = {:.15g}, bảng ghi {}", text, reckoned, row[sum.total]->text);
}

std::string name_of(const std::vector<const TableCell*>& row) {
  for (const TableCell* cell : row)
    if (cell && !cell->text.empty() && !figure_of(cell->text) && !is_row_number(cell->text)) return cell->text;
  return row[0] ? row[0]->text : std::string();
}

std::string heading_of(const Grid& grid, int header, std::size_t column) {
  for (int r = header; r-- > 0;)
    if (const TableCell* cell = grid[static_cast<std::size_t>(r)][column]; cell && !figure_of(cell->text) && cell->text.find('=') == std::string::npos) return cell->text;
  return {};
}

/// Shares and means are not added up.
bool can_be_added(const std::string& heading) {
  static const RE2 share(R"((?i)%|tỷ\s+lệ|tỉ\s+lệ|bình\s+quân|trung\s+bình|đơn\s+giá|^\s*(?:stt|tt|số\s+tt)\s*$)");
  return !heading.empty() && !matches(heading, share);
}

/// The last row, when it is the only total: every column of figures against the rows above. Tables with sections or
/// with totals in between are left alone, for it is not printed what they add up.
std::vector<Issue> check_last_row(const Grid& grid, int header) {
  const auto first = static_cast<std::size_t>(header);
  if (grid.size() < first + 3 || !says_total(grid.back())) return {};
  for (std::size_t r = first; r + 1 < grid.size(); ++r)
    if (says_total(grid[r]) || (grid[r][0] && is_section_number(grid[r][0]->text))) return {};
  std::vector<Issue> wrong;
  std::size_t checked = 0;
  for (std::size_t c = 1; c < grid[0].size(); ++c) {
    const TableCell* total = grid.back()[c];
    const std::string heading = heading_of(grid, header, c);
    if (!total || total->colspan > 1 || !figure_of(total->text) || !can_be_added(heading)) continue;
    double reckoned = 0;
    std::string parts;
    bool read = true;
    for (std::size_t r = first; r + 1 < grid.size() && read; ++r) {
      const auto figure = grid[r][c] && grid[r][c]->rowspan == 1 && grid[r][c]->colspan == 1 ? figure_of(grid[r][c]->text) : std::nullopt;
      read = figure.has_value();
      if (!read) break;
      reckoned += *figure;
      parts += (parts.empty() ? "" : " + ") + grid[r][c]->text;
    }
    if (!read) continue;
    ++checked;
    if (std::abs(reckoned - *figure_of(total->text)) < 0.006) continue;
    wrong.push_back({"table.sum", Severity::warning, total->page,
                     fmt::format("Bảng số liệu, dòng “{}”, cột “{}”: {} = {:.15g}, bảng ghi {}; xin xem số in hay số đọc.", name_of(grid.back()), heading, parts, reckoned, total->text)});
  }
  if (2 * wrong.size() > checked && wrong.size() > 2)
    return {{"table.sum", Severity::warning, wrong.front().page,
             fmt::format("Bảng số liệu: dòng “{}” không bằng tổng các dòng trên ở {} trên {} cột; có lẽ biểu mẫu khác.", name_of(grid.back()), wrong.size(), checked)}};
  return wrong;
}

}  // namespace

std::optional<double> figure_of(std::string_view cell) {
  static const RE2 none(R"(^\s*[-–—]\s*$)"), figure(R"(^\s*(-?\d{1,3}(?:[. ]\d{3})+|-?\d+)(?:,(\d{1,4}))?\s*%?\s*$)");
  if (matches(cell, none)) return 0.0;
  std::string whole, decimals;
  if (!RE2::PartialMatch(piece(cell), figure, &whole, &decimals)) return std::nullopt;
  std::erase_if(whole, [](char c) { return c == '.' || c == ' '; });
  if (!decimals.empty()) whole += '.' + decimals;
  double value = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), value);
  return value;
}

std::vector<Issue> check_sums(const Table& table, const std::vector<ColumnSum>& known) {
  const Grid grid = grid_of(table);
  if (table.header < 1 || grid.empty() || grid[0].empty()) return {};
  std::vector<Sum> sums = printed_sums(grid, table.header);
  for (Sum& sum : known_sums(grid, table.header, known))
    if (std::find(sums.begin(), sums.end(), sum) == sums.end()) sums.push_back(std::move(sum));
  std::vector<Issue> issues = check_last_row(grid, table.header);
  for (const Sum& sum : sums) {
    std::vector<Issue> wrong;
    std::size_t checked = 0;
    for (std::size_t r = static_cast<std::size_t>(table.header); r < grid.size(); ++r) {
      const auto figure = [&](std::size_t c) { return grid[r][c] && grid[r][c]->colspan == 1 ? figure_of(grid[r][c]->text) : std::nullopt; };
      const auto total = figure(sum.total);
      if (!total || !std::all_of(sum.parts.begin(), sum.parts.end(), [&](std::size_t c) { return figure(c).has_value(); })) continue;
      double reckoned = 0;
      for (const std::size_t part : sum.parts) reckoned += *figure(part);
      ++checked;
      if (std::abs(reckoned - *total) < 0.006) continue;
      wrong.push_back({"table.sum", Severity::warning, grid[r][sum.total]->page,
                       fmt::format("Bảng số liệu, dòng “{}”, cột “{}”: {}; xin xem số in hay số đọc.", name_of(grid[r]),
                                   heading_of(grid, table.header, sum.total), arithmetic(grid[r], sum, reckoned))});
    }
    if (2 * wrong.size() > checked && wrong.size() > 2)
      issues.push_back({"table.sum", Severity::warning, table.page,
                        fmt::format("Bảng số liệu: cột “{}” không bằng tổng các cột hạng tử ở {} trên {} dòng; có lẽ biểu mẫu khác.",
                                    heading_of(grid, table.header, sum.total), wrong.size(), checked)});
    else
      issues.insert(issues.end(), wrong.begin(), wrong.end());
  }
  return issues;
}

}  // namespace sohoa
