#include "report/table_sheets.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <numeric>
#include <optional>

#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr double kSure = 0.8;             // confidence of a cell below which a person should look at the paper: figures of which there is doubt have 0.79
constexpr std::size_t kMostSpan = 1'000;  // rows or columns; records may come from anywhere

/// A cell and where it stands.
struct Placed {
  const TableCell* cell;
  std::size_t row, column, rows, columns;
};

/// The cells where HTML puts them: each in the first place that the spans of rows above leave free.
struct Grid {
  std::vector<Placed> cells;
  std::size_t width = 0;

  explicit Grid(const Table& table) {
    std::vector<std::size_t> free_from;  // for every column, the first row that nothing from above reaches into
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::size_t at = 0;
      for (const TableCell& cell : table.rows[r]) {
        const auto taken = [&](std::size_t c) { return c < free_from.size() && free_from[c] > r; };
        while (taken(at)) ++at;
        const std::size_t rows = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(cell.rowspan, 1)), 1, table.rows.size() - r);
        const std::size_t wanted = std::min(static_cast<std::size_t>(std::max(cell.colspan, 1)), kMostSpan);
        std::size_t columns = 1;
        while (columns < wanted && !taken(at + columns)) ++columns;
        free_from.resize(std::max(free_from.size(), at + columns));
        std::fill_n(free_from.begin() + static_cast<std::ptrdiff_t>(at), columns, r + rows);
        cells.push_back({&cell, r, at, rows, columns});
        at += columns;
      }
    }
    width = free_from.size();
  }
};

bool only_figures(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789.,") == std::string_view::npos; }

/// "6.204" → 6204, "12,5" → 12.5; nothing for "1.1", "01" and more digits than a spreadsheet keeps.
std::optional<double> figure_of(std::string_view s) {
  if (!only_figures(s)) return {};
  std::string plain;
  const std::string_view whole = s.substr(0, s.find(','));
  const bool grouped = whole.find('.') != std::string_view::npos;
  for (std::size_t i = 0, run = 0; i <= whole.size(); ++i) {
    if (i < whole.size() && whole[i] != '.') {
      plain += whole[i];
      ++run;
      continue;
    }
    const bool first = run == plain.size();
    if (run == 0 || (grouped && (first ? run > 3 : run != 3))) return {};
    run = 0;
  }
  if (plain.size() > 1 && plain.front() == '0') return {};
  if (grouped && plain.front() == '0') return {};
  if (whole.size() < s.size()) {
    const std::string_view fraction = s.substr(whole.size() + 1);
    if (fraction.empty() || fraction.find_first_of(".,") != std::string_view::npos) return {};
    plain += '.';
    plain += fraction;
  }
  double value = 0;
  if (plain.size() > 15 || std::from_chars(plain.data(), plain.data() + plain.size(), value).ec != std::errc()) return {};
  return value;
}

std::string shown(const TableCell& cell) { return doubted(cell.text, cell.confidence >= kSure); }

/// The columns in which every cell that looks like a figure is one.
std::vector<bool> columns_of_figures(const Grid& grid, std::size_t header) {
  std::vector<bool> figures(grid.width, true);
  for (const Placed& p : grid.cells)
    if (p.row >= header && only_figures(p.cell->text) && !figure_of(p.cell->text)) figures[p.column] = false;
  return figures;
}

/// The number of the document, in doubt while nobody vouches for it; the file's name of one without.
std::string name_of(const Document& d) {
  const Field& number = d.field(FieldId::number);
  if (number.values.empty()) return d.sources.empty() ? d.id : std::filesystem::path(d.sources.front().path).filename().string();
  return doubted(number.value(), number.status == Status::accepted || number.status == Status::corrected);
}

std::string pages_of(const Table& table) {
  int last = table.page;
  for (const auto& row : table.rows)
    for (const TableCell& cell : row) last = std::max(last, cell.page);
  return last > table.page ? fmt::format("trang {}–{}", table.page, last) : fmt::format("trang {}", table.page);
}

/// How much of the table's width every column takes on paper; empty where that is not known.
std::vector<double> widths_of(const Grid& grid) {
  constexpr double kLeast = 0.04;
  std::vector<double> widths(grid.width);
  for (const Placed& p : grid.cells)
    if (p.columns == 1 && p.cell->box && widths[p.column] == 0) widths[p.column] = p.cell->box->width();
  const double all = std::accumulate(widths.begin(), widths.end(), 0.0);
  if (all <= 0 || std::find(widths.begin(), widths.end(), 0.0) != widths.end()) return {};
  for (double& width : widths) width = std::max(kLeast, width / all);
  return widths;
}

/// The groups a row of the table lies in, from the outermost: "II. CÔNG TÁC LƯU TRỮ".
std::string groups_around(const Table& table, std::size_t row) {
  std::string names;
  for (const TableGroup& g : table.groups) {
    const auto first = static_cast<std::size_t>(std::max(0, g.row));
    if (row < first || row > first + static_cast<std::size_t>(std::max(0, g.rows))) continue;
    names += (names.empty() ? "" : " / ") + (g.number.empty() ? "" : g.number + ". ") + g.title;
  }
  return names;
}

std::size_t header_of(const Table& table) {
  return std::min(static_cast<std::size_t>(std::max(table.header, 0)), table.rows.size());
}

}  // namespace

std::vector<Sheet> table_sheets(const Document& document) {
  std::vector<Sheet> sheets;
  for (const Table& table : document.tables) {
    const Grid grid(table);
    const std::size_t header = header_of(table);
    const std::vector<bool> figures = columns_of_figures(grid, header);
    const std::string name = name_of(document), number = std::to_string(sheets.size() + 1);
    Sheet sheet{fmt::format("{} {}", number, name), fmt::format("{}, bảng {}, {}", name, number, pages_of(table)), {}, header, {}, {}, widths_of(grid)};
    sheet.listing.columns.resize(grid.width);
    sheet.listing.rows.assign(table.rows.size() - std::min<std::size_t>(header, 1), std::vector<Json>(grid.width));
    for (const Placed& p : grid.cells) {
      const bool typed = p.row >= header && figures[p.column] && p.cell->confidence >= kSure;
      const std::optional<double> figure = typed ? figure_of(p.cell->text) : std::nullopt;
      if (header > 0 && p.row == 0)
        sheet.listing.columns[p.column].label = shown(*p.cell);
      else if (!p.cell->text.empty())
        sheet.listing.rows[p.row - std::min<std::size_t>(header, 1)][p.column] = figure ? Json(*figure) : Json(shown(*p.cell));
      if (p.rows > 1 || p.columns > 1) sheet.merged.push_back({p.row, p.column, p.rows, p.columns});
    }
    for (const TableGroup& g : table.groups)
      if (g.row >= static_cast<int>(header)) sheet.groups.push_back({static_cast<std::size_t>(g.row) - std::min<std::size_t>(header, 1), static_cast<std::size_t>(std::max(0, g.rows)), g.level});
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::size_t table_width(const Document& document) {
  std::size_t width = 0;
  for (const Table& table : document.tables) width = std::max(width, Grid(table).width);
  return width;
}

std::vector<Json> table_row_head(std::size_t width) {
  std::vector<Json> head{"Mã", "Số, ký hiệu", "Bảng", "Trang", "Tiêu đề", "Mục"};
  for (std::size_t c = 1; c <= width; ++c) head.emplace_back(fmt::format("Cột {}", c));
  return head;
}

std::vector<std::vector<Json>> table_rows(const Document& document, std::size_t width) {
  std::vector<std::vector<Json>> all;
  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    const Table& table = document.tables[t];
    const std::size_t first = all.size(), before = table_row_head(0).size();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const int page = table.rows[r].empty() ? table.page : table.rows[r].front().page;
      all.push_back({document.id, name_of(document), t + 1, page, r < header_of(table) ? "x" : "", groups_around(table, r)});
      all.back().resize(before + width);
    }
    for (const Placed& p : Grid(table).cells)
      for (std::size_t r = p.row; r < p.row + p.rows && p.column < width; ++r) all[first + r][before + p.column] = shown(*p.cell);
  }
  return all;
}

}  // namespace sohoa
