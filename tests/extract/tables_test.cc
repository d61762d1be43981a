#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/table_join.hh"

namespace sohoa {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A page with one table of equal columns ("v2 text" = over two rows), and words outside of it above and below.
Page page_with(int n, const Rows& rows, int words_above = 0, int words_below = 0) {
  Page page;
  page.n = n;
  page.width = 2480, page.height = 3508;
  Table table;
  table.page = n;
  table.box = Box{300, 400, 2300, 3000};
  table.confidence = 1;
  for (const auto& texts : rows) {
    auto& row = table.rows.emplace_back();
    for (std::string text : texts) {
      const int rows_of_cell = text[0] == 'v' ? text[1] - '0' : 1;
      if (rows_of_cell > 1) text.erase(0, 3);
      row.push_back({text, n, std::nullopt, 0.9, rows_of_cell});
    }
  }
  const auto columns = first_columns(table);
  const int width = 2000 / std::max(1, column_count(table));
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].size(); ++i) table.rows[r][i].box = Box{300 + columns[r][i] * width, 400, 300 + (columns[r][i] + 1) * width, 3000};
  page.tables = {table};
  const auto put = [&](int count, int y) {
    for (int i = 0; i < count; ++i) {
      Word word;
      word.text = "chữ";
      word.box = Box{300 + 50 * i, y, 340 + 50 * i, y + 30};
      page.words.push_back(word);
    }
  };
  put(words_above, 200);
  put(words_below, 3100);
  return page;
}

std::string shown(const std::vector<Table>& tables) {
  std::string text;
  for (const Table& table : tables) {
    text += fmt::format("[{}]", table.header);
    for (const auto& row : table.rows) {
      for (const TableCell& cell : row) text += (cell.rowspan > 1 ? fmt::format("↓{} ", cell.rowspan) : "") + cell.text + ',';
      text += '/';
    }
  }
  return text;
}

const Rows kFirst{{"TT", "Nội dung", "Thời gian"}, {"1", "Rà soát", "Quý I"}};

TEST(TableJoin, PagesBecomeOneTable) {
  struct Case {
    const char* what;
    std::vector<Page> pages;
    const char* shown;
  };
  const Case cases[] = {
      {"goes on", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa", "Quý II"}})}, "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/2,Số hóa,Quý II,/"},
      {"heading again, misread by a mark", {page_with(1, kFirst), page_with(2, {{"TT", "Nội dụng", "Thời gian"}, {"2", "Số hóa", "Quý II"}}, 1)},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/2,Số hóa,Quý II,/"},
      {"a broken row", {page_with(1, kFirst), page_with(2, {{"", "hồ sơ cũ", ""}, {"2", "Số hóa", "Quý II"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát hồ sơ cũ,Quý I,/2,Số hóa,Quý II,/"},
      {"a number for several rows: the next one is torn off, not broken",
       {page_with(1, {kFirst[0], {"v2 1", "Rà soát", "Quý I"}, {"Số hóa", "Quý I"}, {"2", "Niêm yết", "Quý I"}}), page_with(2, {{"", "Kiểm tra", "Quý II"}, {"3", "Báo cáo", "Quý IV"}})},
       "[1]TT,Nội dung,Thời gian,/↓2 1,Rà soát,Quý I,/Số hóa,Quý I,/↓2 2,Niêm yết,Quý I,/Kiểm tra,Quý II,/3,Báo cáo,Quý IV,/"},
      {"a merged cell that the second page leaves blank",
       {page_with(1, {kFirst[0], kFirst[1], {"2", "Số hóa", "v2 Thường xuyên"}, {"3", "Niêm yết"}}), page_with(2, {{"4", "Kiểm tra", ""}, {"5", "Báo cáo", "Quý IV"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/2,Số hóa,↓3 Thường xuyên,/3,Niêm yết,/4,Kiểm tra,/5,Báo cáo,Quý IV,/"},
      {"…and merges again", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa", "v2 "}, {"3", "Kiểm tra"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,↓3 Quý I,/2,Số hóa,/3,Kiểm tra,/"},
      {"…in the middle of its text", {page_with(1, {kFirst[0], {"1", "Rà soát", "Trước ngày"}}), page_with(2, {{"2", "Số hóa", "v2 20/3/2027"}, {"3", "Kiểm tra"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,↓3 Trước ngày 20/3/2027,/2,Số hóa,/3,Kiểm tra,/"},
      {"a merged cell behind one", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa", "v2 Quý II"}, {"3", "Kiểm tra"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/2,Số hóa,↓2 Quý II,/3,Kiểm tra,/"},
      {"blank, where nothing is merged", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa", ""}, {"3", "Kiểm tra", "Quý II"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/2,Số hóa,,/3,Kiểm tra,Quý II,/"},
      {"blank, where others are left blank",
       {page_with(1, {kFirst[0], {"1", "Rà soát", ""}, {"2", "Số hóa", "v2 Thường xuyên"}, {"3", "Niêm yết"}}), page_with(2, {{"4", "Kiểm tra", ""}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,,/2,Số hóa,↓2 Thường xuyên,/3,Niêm yết,/4,Kiểm tra,,/"},
      {"a broken row beside a merged cell",
       {page_with(1, {kFirst[0], {"1", "Rà soát", "v2 Thường xuyên"}, {"2", "Số hóa"}}), page_with(2, {{"", "hồ sơ cũ", "v2 "}, {"3", "Kiểm tra"}})},
       "[1]TT,Nội dung,Thời gian,/1,Rà soát,↓3 Thường xuyên,/2,Số hóa hồ sơ cũ,/3,Kiểm tra,/"},
      {"text below", {page_with(1, kFirst, 0, 12), page_with(2, {{"2", "Số hóa", "Quý II"}})}, "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/[0]2,Số hóa,Quý II,/"},
      {"text above", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa", "Quý II"}}, 12)}, "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/[0]2,Số hóa,Quý II,/"},
      {"other columns", {page_with(1, kFirst), page_with(2, {{"2", "Số hóa"}})}, "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/[0]2,Số hóa,/"},
      {"boxes for photographs", {page_with(1, {{"Ảnh 3x4", "", "Ảnh 3x4"}}, 40, 40)}, ""},
      {"a box with one text", {page_with(1, {{"Thực phẩm", ""}, {"", ""}, {"", ""}}, 40, 40)}, ""},
      {"a page between", {page_with(1, kFirst), page_with(3, {{"2", "Số hóa", "Quý II"}})}, "[1]TT,Nội dung,Thời gian,/1,Rà soát,Quý I,/[0]2,Số hóa,Quý II,/"},
      {"numbers of columns are heading", {page_with(1, {kFirst[0], {"(1)", "(2)", "(3)"}, kFirst[1]}), page_with(2, {{"(1)", "(2)", "(3)"}, {"2", "Số hóa", "Quý II"}})},
       "[2]TT,Nội dung,Thời gian,/(1),(2),(3),/1,Rà soát,Quý I,/2,Số hóa,Quý II,/"},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(joined_tables(one.pages)), one.shown) << one.what;
}

TEST(TableGrid, MergedCellsReachOverTheirPlaces) {
  Table table;
  table.rows = {{{"a", 1, {}, 1, 2, 1}, {"b", 1, {}, 1, 1, 2}}, {{"c", 1, {}, 1, 1, 1}, {"d", 1, {}, 1, 1, 1}}};
  const auto grid = grid_of(table);
  std::string text;
  for (const auto& row : grid)
    for (const TableCell* cell : row) text += cell ? cell->text : "-";
  EXPECT_EQ(text, "abbacd");
  table.rows[0][0].rowspan = 90;  // beyond the end
  table.rows[0][1].colspan = -3;
  EXPECT_EQ(grid_of(table).size(), 2U);
}

}  // namespace
}  // namespace sohoa
