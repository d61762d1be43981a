#include "report/table_sheets.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "report/spreadsheet.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;

TableCell cell(std::string text, int rowspan = 1, int colspan = 1, double confidence = 0.95) {
  TableCell out;
  out.text = std::move(text);
  out.page = 3;
  out.confidence = confidence;
  out.rowspan = rowspan;
  out.colspan = colspan;
  return out;
}

/// A plan's appendix: a heading of two rows, a section over all columns, a deadline over two rows.
Document invented() {
  Document d;
  d.id = "0a1b2c3d";
  Field number;
  number.values = {"15/KH-UBND"};
  number.status = Status::accepted;
  d.fields[FieldId::number] = number;
  Table table;
  table.page = 3;
  table.header = 2;
  table.rows = {{cell("TT", 2), cell("Nhiệm vụ", 2), cell("Giao", 1, 2)},
                {cell("Chỉ tiêu"), cell("Thời gian")},
                {cell("I. HẠ TẦNG", 1, 4)},
                {cell("1"), cell("Số hóa hồ sơ"), cell("6.204"), cell("Thường xuyên", 2)},
                {cell("2"), cell("=1+1", 1, 1, 0.4), cell("12,5")}};
  table.rows[4][1].page = 4;
  table.groups = {{2, 2, 1, "I", "HẠ TẦNG"}};
  d.tables = {table};
  return d;
}

std::vector<std::vector<std::string>> read_back(const std::string& book) {
  std::vector<std::vector<std::string>> rows;
  EXPECT_TRUE(each_xlsx_row(book, "bang.xlsx", [&](int, int, std::vector<std::string>& cells) {
                rows.push_back(cells);
                return true;
              }).has_value());
  return rows;
}

TEST(TableSheets, AreReadBackAsPrinted) {
  const auto book = as_xlsx(table_sheets(invented()));
  ASSERT_TRUE(book.has_value());
  EXPECT_THAT(read_back(*book), ElementsAre(ElementsAre("15/KH-UBND, bảng 1, trang 3–4"), ElementsAre("TT", "Nhiệm vụ", "Giao"),
                                            ElementsAre("", "", "Chỉ tiêu", "Thời gian"), ElementsAre("I. HẠ TẦNG"),
                                            ElementsAre("1", "Số hóa hồ sơ", "6204", "Thường xuyên"), ElementsAre("2", "=1+1 (?)", "12.5")));
}

TEST(TableSheets, NumbersAreNumbersOnlyWhereTheColumnReadsSo) {
  struct {
    std::vector<std::string> column;
    Json first;
  } const cases[] = {
      {{"6.204", "12"}, 6204.0},    {{"1.234.567,25"}, 1234567.25}, {{"0,5", "-"}, 0.5},          {{"0"}, 0.0},
      {{"1.000", "1.1"}, "1.000"},  {{"2", "2.000635"}, "2"},       {{"01"}, "01"},               {{"0914"}, "0914"},
      {{"1..2"}, "1..2"},           {{"12,"}, "12,"},               {{"1,2,3"}, "1,2,3"},         {{"1234.567"}, "1234.567"},
      {{".5"}, ".5"},               {{"95%"}, "95%"},               {{"5/2025", "7"}, "5/2025"},  {{"0.123"}, "0.123"},
      {{"12345678901234567"}, "12345678901234567"}, {{"6.204", "45%"}, 6204.0},
  };
  for (const auto& c : cases) {
    Document d;
    d.tables.resize(1);
    for (const std::string& text : c.column) d.tables[0].rows.push_back({cell(text)});
    EXPECT_EQ(table_sheets(d)[0].listing.rows[0][0], c.first) << c.column[0];
  }
}

TEST(TableSheets, HaveGroupsToFoldAndColumnsAsWideAsPrinted) {
  Document d = invented();
  const int borders[] = {100, 200, 800, 1000, 1100};
  for (const auto& [row, cell, column] : {std::tuple(3, 0, 0), std::tuple(3, 1, 1), std::tuple(3, 2, 2), std::tuple(3, 3, 3)})
    d.tables[0].rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(cell)].box = Box{borders[column], 500, borders[column + 1], 600};
  const Sheet sheet = table_sheets(d)[0];
  ASSERT_EQ(sheet.groups.size(), 1U);
  EXPECT_EQ(sheet.groups[0].row, 1U);  // of the listing: its first row is the second heading row
  EXPECT_EQ(sheet.groups[0].rows, 2U);
  EXPECT_THAT(sheet.widths, testing::Pointwise(testing::DoubleNear(1e-9), {0.1, 0.6, 0.2, 0.1}));
  EXPECT_TRUE(table_sheets(invented())[0].widths.empty());
  EXPECT_TRUE(as_xlsx({sheet}).has_value());
}

TEST(TableSheets, SpansThatCannotBeDoNoHarm) {
  Document d;
  d.tables.resize(2);  // the second has no rows
  d.tables[0].header = 9;
  d.tables[0].rows = {{cell("a", 50, 1), cell("b", -3, 0)}, {cell("c", 1, 1'000'000'000), cell("d", 7)}, {}};
  const std::vector<Sheet> sheets = table_sheets(d);
  ASSERT_EQ(sheets.size(), 2U);
  for (const Merged& m : sheets[0].merged) EXPECT_LE(m.row + m.rows, 3U);
  EXPECT_TRUE(as_xlsx(sheets).has_value());
  EXPECT_EQ(table_rows(d, table_width(d)).size(), 3U);
}

TEST(TableSheets, RowsOfCsvAreWhole) {
  const Document d = invented();
  ASSERT_EQ(table_width(d), 4U);
  const auto rows = table_rows(d, 5);
  std::vector<std::string> lines{csv_row(table_row_head(5))};
  for (const auto& row : rows) lines.push_back(csv_row(row));
  EXPECT_THAT(lines, ElementsAre("Mã,\"Số, ký hiệu\",Bảng,Trang,Tiêu đề,Mục,Cột 1,Cột 2,Cột 3,Cột 4,Cột 5\n",
                                 "0a1b2c3d,15/KH-UBND,1,3,x,,TT,Nhiệm vụ,Giao,,\n", "0a1b2c3d,15/KH-UBND,1,3,x,,TT,Nhiệm vụ,Chỉ tiêu,Thời gian,\n",
                                 "0a1b2c3d,15/KH-UBND,1,3,,I. HẠ TẦNG,I. HẠ TẦNG,,,,\n", "0a1b2c3d,15/KH-UBND,1,3,,I. HẠ TẦNG,1,Số hóa hồ sơ,6.204,Thường xuyên,\n",
                                 "0a1b2c3d,15/KH-UBND,1,3,,I. HẠ TẦNG,2,'=1+1 (?),\"12,5\",Thường xuyên,\n"));
}

TEST(TableSheets, ANumberNobodyVouchesForIsMarked) {
  Document d = invented();
  d.fields[FieldId::number].status = Status::review;
  EXPECT_EQ(table_sheets(d)[0].title, "15/KH-UBND (?), bảng 1, trang 3–4");
  d.fields.clear();
  EXPECT_EQ(table_sheets(d)[0].title, "0a1b2c3d, bảng 1, trang 3–4");
  d.sources = {{"hoso01/phu-luc.pdf", "", {}}};
  EXPECT_EQ(table_sheets(d)[0].title, "phu-luc.pdf, bảng 1, trang 3–4");
}

TEST(Workbook, an_empty_table_says_so) {
  const auto book = as_xlsx({{"Quá hạn", {}, {{{"due", "Hạn"}, {"task", "Việc"}}, {}}}});
  ASSERT_TRUE(book.has_value());
  EXPECT_THAT(read_back(*book), ElementsAre(ElementsAre("Hạn", "Việc"), ElementsAre("Nothing found.")));
}

}  // namespace
}  // namespace sohoa
