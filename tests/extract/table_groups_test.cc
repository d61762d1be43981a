#include "pipeline/extract/table_groups.hh"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

/// "text", ">2 text" over two columns.
Table table(int header, const std::vector<std::vector<const char*>>& rows) {
  Table table;
  table.header = header;
  for (const auto& texts : rows) {
    auto& row = table.rows.emplace_back();
    for (std::string text : texts) {
      TableCell& cell = row.emplace_back();
      if (!text.empty() && text[0] == '>') cell.colspan = text[1] - '0', text.erase(0, 3);
      cell.text = text;
    }
  }
  return table;
}

std::string shown(const Table& table) {
  std::string text;
  for (const TableGroup& g : groups_of(table)) text += fmt::format("{}:{}+{} {}|{}{};", g.level, g.row, g.rows, g.number, g.title, title_alone(table, g) ? "" : "…");
  return text;
}

const std::vector<const char*> kHeading{"TT", "Nội dung", "Chủ trì", "Thời gian"}, kOne{"1", "Rà soát", "Văn phòng", "Quý I"}, kTwo{"2", "Niêm yết", "Văn phòng", ""};

TEST(TableGroups, AreSectionRowsWithWhatFollowsThem) {
  struct Case {
    const char* what;
    Table table;
    const char* shown;
  };
  const Case cases[] = {
      {"merged titles", table(1, {kHeading, {"I", ">3 VĂN THƯ"}, kOne, kTwo, {"II", ">3 LƯU TRỮ"}, kOne}), "1:1+2 I|VĂN THƯ;1:4+1 II|LƯU TRỮ;"},
      {"rows above the first", table(1, {kHeading, kOne, {"I", ">3 VĂN THƯ"}, kTwo}), "1:2+1 I|VĂN THƯ;"},
      {"number and title in one cell", table(1, {kHeading, {">4 II. LƯU TRỮ"}, kOne}), "1:1+1 II|LƯU TRỮ;"},
      {"no numbers", table(1, {kHeading, {">4 VĂN THƯ"}, kOne, {">4 LƯU TRỮ"}, kTwo}), "1:1+1 |VĂN THƯ;1:3+1 |LƯU TRỮ;"},
      {"cells that are not merged", table(1, {kHeading, {"I", "VĂN THƯ", "", ""}, kOne, kTwo}), "1:1+2 I|VĂN THƯ;"},
      {"two levels", table(1, {kHeading, {"A", ">3 CẤP TỈNH"}, {"I", ">3 VĂN THƯ"}, kOne, {"II", ">3 LƯU TRỮ"}, kTwo, {"B", ">3 CẤP XÃ"}, kOne}),
       "1:1+4 A|CẤP TỈNH;2:2+1 I|VĂN THƯ;2:4+1 II|LƯU TRỮ;1:6+1 B|CẤP XÃ;"},
      {"with totals of their own", table(1, {kHeading, {"I", "CẤP TỈNH", "7", "9"}, kOne, kTwo, {"Tổng cộng", "", "7", "9"}}), "1:1+2 I|CẤP TỈNH…;"},
      {"rows that are numbered I, II themselves", table(1, {kHeading, {"I", "Rà soát", "Văn phòng", "Quý I"}, {"II", "Niêm yết", "Văn phòng", ""}}), ""},
      {"a note below", table(1, {kHeading, kOne, {">4 Ghi chú: số liệu đến tháng 6"}}), ""},
      {"a 1 that was read as I", table(1, {kHeading, {"I", "Rà soát", "Văn phòng", "Quý I"}, {"2", "Niêm yết", "", ""}, {"3", "Báo cáo", "", ""}}), ""},
      {"numbers of the columns", table(1, {kHeading, {"I", "2", "3", "4"}, kOne, kTwo}), ""},
      {"the table's own title", table(0, {{">4 DANH SÁCH"}, kOne, kTwo}), ""},
      {"a section without rows", table(1, {kHeading, kOne, {"II", ">3 LƯU TRỮ"}}), ""},
      {"a total in quotes", table(1, {kHeading, kOne, {"L", ">3 “Tổng cộng:"}, kTwo}), ""},
      {"a total in between", table(1, {kHeading, kOne, {">3 Cộng", "4"}, kTwo}), ""},
      {"an empty row", table(1, {kHeading, kOne, {">4 "}, kTwo}), ""},
      {"no rows", table(0, {}), ""},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(one.table), one.shown) << one.what;
}

}  // namespace
}  // namespace sohoa
