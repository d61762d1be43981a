#include "pipeline/extract/table_sums.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/data_files.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {
namespace {

TEST(TableSums, FiguresAsTablesPrintThem) {
  struct Case {
    const char* text;
    std::optional<double> value;
  };
  const Case cases[] = {{"6.204", 6204}, {"6204", 6204}, {"1.234.567", 1234567}, {"12,5", 12.5}, {"95 %", 95}, {"-", 0}, {"1 204", 1204},
                        {"", std::nullopt}, {"6.20", std::nullopt}, {"g9", std::nullopt}, {"Hộ tịch", std::nullopt}, {"17/11/2028", std::nullopt}};
  for (const Case& one : cases) EXPECT_EQ(figure_of(one.text), one.value) << one.text;
}

/// Rows of texts; ">3 text" over three columns, "v2 text" over two rows.
Table table(int header, const std::vector<std::vector<std::string>>& rows) {
  Table table;
  table.page = 4;
  table.header = header;
  for (const auto& row : rows) {
    auto& cells = table.rows.emplace_back();
    for (std::string text : row) {
      TableCell cell;
      if (!text.empty() && text[0] == '>') cell.colspan = text[1] - '0', text.erase(0, 3);
      if (!text.empty() && text[0] == 'v') cell.rowspan = text[1] - '0', text.erase(0, 3);
      cell.text = text;
      cell.page = 4;
      cells.push_back(cell);
    }
  }
  return table;
}

const std::vector<std::string> kTop{"v2 STT", "v2 Lĩnh vực", ">3 Số hồ sơ tiếp nhận", ">3 Số hồ sơ đã giải quyết"};
const std::vector<std::string> kBelow{"Tổng số", "Trực tuyến", "Kỳ trước", "Tổng số", "Đúng hạn", "Quá hạn"};

TEST(TableSums, SayWhereTheyDoNotComeOut) {
  const auto known = Knowledge::load(data_folder()).value().column_sums;
  struct Case {
    const char* what;
    Table table;
    std::size_t issues;
    const char* says;
  };
  const Case cases[] = {
      {"right", table(2, {kTop, kBelow, {"1", "Hộ tịch", "1.234", "1.200", "34", "30", "29", "1"}}), 0, ""},
      {"a total misread", table(2, {kTop, kBelow, {"1", "Hộ tịch", "241", "2.400", "11", "30", "29", "1"}}), 1, "2.400 + 11 = 2411, bảng ghi 241"},
      {"both groups", table(2, {kTop, kBelow, {"1", "Đất đai", "9", "4", "4", "30", "29", "2"}}), 2, "“Đất đai”, cột “Tổng số”: 4 + 4 = 8, bảng ghi 9"},
      {"a figure that is not read is no contradiction", table(2, {kTop, kBelow, {"1", "Hộ tịch", "9", "g", "4", "30", "29", "1"}}), 0, ""},
      {"printed below the headings", table(2, {{"TT", "Tên", "Cộng", "Nam", "Nữ"}, {"1", "2", "3=4+5", "4", "5"}, {"1", "Xã A", "10", "6", "5"}}), 1, "6 + 5 = 11"},
      {"…with brackets", table(2, {{"TT", "Tên", "Cộng", "Nam", "Nữ"}, {"(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)"}, {"1", "Xã A", "11", "6", "5"}}), 0, ""},
      {"other columns below the heading: parts are not all of it",
       table(2, {{"v2 STT", ">4 Số hồ sơ tiếp nhận"}, {"Tổng số", "Trực tuyến", "Kỳ trước", "Bổ sung"}, {"1", "9", "4", "4", "1"}}), 0, ""},
      {"another form is told once",
       table(2, {kTop, kBelow, {"1", "a b", "9", "4", "4", "30", "29", "1"}, {"2", "a c", "9", "4", "4", "30", "29", "1"}, {"3", "a d", "9", "4", "4", "30", "29", "1"}}), 1, "3 trên 3 dòng"},
      {"a row of totals", table(1, {{"STT", "Xã", "Số hộ", "Tỷ lệ"}, {"1", "Xã A", "10", "50"}, {"2", "Xã B", "6", "70"}, {"", "Tổng cộng", "16", "60"}}), 0, ""},
      {"…that does not come out", table(1, {{"STT", "Xã", "Số hộ"}, {"1", "Xã A", "10"}, {"2", "Xã B", "6"}, {"", "Cộng", "17"}}), 1, "dòng “Cộng”, cột “Số hộ”: 10 + 6 = 16, bảng ghi 17"},
      {"…with sections", table(1, {{"STT", "Xã", "Số hộ"}, {"I", "Miền núi", "10"}, {"1", "Xã A", "10"}, {"", "Tổng số", "10"}}), 0, ""},
      {"…below a figure that is not read", table(1, {{"STT", "Xã", "Số hộ"}, {"1", "Xã A", "g"}, {"2", "Xã B", "6"}, {"", "Cộng", "17"}}), 0, ""},
      {"no headings", table(0, {{"1", "Hộ tịch", "9", "4", "4"}}), 0, ""},
  };
  for (const Case& one : cases) {
    const std::vector<Issue> issues = check_sums(one.table, known);
    ASSERT_EQ(issues.size(), one.issues) << one.what;
    if (!issues.empty()) {
      EXPECT_NE(issues[0].message.find(one.says), std::string::npos) << one.what << ": " << issues[0].message;
      EXPECT_EQ(issues[0].page, 4);
    }
  }
}

}  // namespace
}  // namespace sohoa
