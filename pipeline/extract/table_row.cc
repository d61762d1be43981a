#include "pipeline/extract/table_row.hh"

#include <string_view>
#include <vector>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

/// Narrower than in cells: a line of running text is "1." or "2.1" without being a row.
bool is_line_number(std::string_view text) {
  static const RE2 number(R"(^(?:\d{1,3}|[a-zđ])$)");
  return matches(text, number);
}

}  // namespace

std::optional<TableRow> table_row(const Flow& flow, std::size_t at) {
  static const RE2 numbered(R"(^((?:\d{1,3}|[a-zđ])\s+)\p{Lu})");
  static const RE2 section_line(R"(^[IVXL]{1,6}\s+\p{Lu})");
  const int self = flow.item_at(at);
  if (self < 0 || !flow.items[static_cast<std::size_t>(self)].in_table) return std::nullopt;
  const auto text = [&](int i) {
    const Item& item = flow.items[static_cast<std::size_t>(i)];
    return squeezed(flow.slice(item.begin, item.end));
  };
  int first = -1;
  for (int i = self; i >= 0 && i > self - 60 && flow.items[static_cast<std::size_t>(i)].in_table; --i) {
    const std::string line = text(i);
    if (is_line_number(line) || matches(line, numbered)) {
      first = i;
      break;
    }
    if (is_section_number(line) || matches(line, section_line)) break;
  }
  if (first < 0) return std::nullopt;
  TableRow row;
  row.begin = flow.items[static_cast<std::size_t>(first)].begin;
  std::vector<std::string> units;
  bool unit_open = false;
  for (int i = first; i <= self; ++i) {
    std::string line = text(i);
    re2::StringPiece number;
    if (i == first) {
      if (is_line_number(line)) continue;
      if (RE2::PartialMatch(line, numbered, &number)) line.erase(0, number.size());
    }
    const auto cells = unit_cells(line);
    const std::size_t head = cells.empty() ? line.size() : cells[0];
    if (head > 0) {
      if (units.empty())
        row.task += (row.task.empty() ? "" : " ") + line.substr(0, head);
      else if (unit_open && cells.empty() && word_count(line) <= 3 && i < self)
        units.back() += " " + line;
    }
    unit_open = !cells.empty();
    for (std::size_t k = 0; k < cells.size(); ++k)
      units.push_back(line.substr(cells[k], (k + 1 < cells.size() ? cells[k + 1] : line.size()) - cells[k]));
  }
  row.task = trimmed_name(row.task);
  if (!units.empty()) row.lead = unit_of_cell(units[0]);
  if (units.size() > 1) row.coordinating = unit_of_cell(units[1]);
  for (int i = first - 1; i >= 0 && i > first - 200 && flow.items[static_cast<std::size_t>(i)].in_table; --i) {
    const std::string line = text(i);
    if (matches(line, section_line))
      row.section = line.substr(line.find(' ') + 1);
    else if (is_section_number(line) && i + 1 < first)
      row.section = text(i + 1);
    else
      continue;
    break;
  }
  return row;
}

}  // namespace sohoa
