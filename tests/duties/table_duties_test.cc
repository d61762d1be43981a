#include "pipeline/extract/table_duties.hh"
#include "pipeline/extract/table_groups.hh"
#include "tests/extract/extracted.hh"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

using test::knowledge;

/// "text", ">2 text" over two columns, "v3 text" over three rows.
TableCell cell(std::string text, int row, int column) {
  TableCell cell;
  if (!text.empty() && text[0] == '>') cell.colspan = text[1] - '0', text.erase(0, 3);
  if (!text.empty() && text[0] == 'v') cell.rowspan = text[1] - '0', text.erase(0, 3);
  cell.text = text;
  cell.page = 1;
  cell.box = Box{400 * column, 100 * row, 400 * (column + cell.colspan), 100 * (row + cell.rowspan)};
  cell.confidence = 0.95;
  return cell;
}

Table table(int header, const std::vector<std::vector<const char*>>& rows) {
  Table table;
  table.page = 1;
  table.header = header;
  table.confidence = 0.99;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    auto& cells = table.rows.emplace_back();
    int column = 0;
    for (const char* text : rows[r]) {
      cells.push_back(cell(text, static_cast<int>(r), column));
      column += cells.back().colspan;
    }
  }
  return table;
}

Document read(Table t, Document document = {}) {
  t.groups = groups_of(t);
  document.tables = {std::move(t)};
  find_table_duties(document, {"2025-02-14", 2025, false}, knowledge());
  return document;
}

std::string shown(const Document& document) {
  std::string text;
  for (const Deadline& d : document.deadlines)
    text += fmt::format("[{}|{}|{}|{}{}{}{}]", d.task, d.lead, d.coordinating, d.date, d.start, d.rrule.empty() ? "" : d.rrule.front(),
                        d.kind == DeadlineKind::continuous ? "luôn" : "");
  for (const Target& t : document.targets) text += fmt::format("({} {}{}|{})", t.name, t.at_least ? "≥" : "", t.percent, t.lead);
  for (const Issue& i : document.issues) text += '!' + i.code;
  return text;
}

TEST(TableDuties, EveryRowGivesItsTermsWithTaskAndUnits) {
  struct Case {
    const char* what;
    Table table;
    const char* shown;
  };
  const std::vector<const char*> heading{"STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"};
  const Case cases[] = {
      {"plain", table(1, {heading, {"1", "Rà soát danh mục", "Văn phòng Sở", "Các phòng", "Trước ngày 20/3/2025"}}), "[Rà soát danh mục|Văn phòng Sở|Các phòng|2025-03-20]"},
      {"a period alone", table(1, {heading, {"1", "Rà soát danh mục", "Văn phòng Sở", "", "Quý II/2025"}}), "[Rà soát danh mục|Văn phòng Sở||2025-04-01]"},
      {"sections and what stands in them", table(1, {heading, {"I", ">4 CHỈ ĐẠO, ĐIỀU HÀNH"}, {"1", "Ban hành kế hoạch", "Văn phòng Sở", "", "Hằng tháng"}}),
       "[Ban hành kế hoạch|Văn phòng Sở||FREQ=MONTHLY]"},
      {"a merged time holds for all its rows",
       table(1, {heading, {"1", "Niêm yết công khai", "Văn phòng Sở", "", "v2 Thường xuyên trong năm"}, {"2", "Tiếp nhận hồ sơ", "Bộ phận Một cửa", ""}}),
       "[Niêm yết công khai|Văn phòng Sở||luôn][Tiếp nhận hồ sơ|Bộ phận Một cửa||luôn]"},
      {"headings in two rows",
       table(2, {{"v2 TT", "v2 Nhiệm vụ", ">2 Phân công thực hiện", "v2 Thời hạn hoàn thành"}, {"Chủ trì", "Phối hợp"}, {"1", "Số hóa hồ sơ", "Văn phòng Sở", "Các phòng", "Trước ngày 20/3/2025"}}),
       "[Số hóa hồ sơ|Văn phòng Sở|Các phòng|2025-03-20]"},
      {"targets", table(1, {{"TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Đơn vị tính", "Giao chỉ tiêu"}, {"1", "Tỷ lệ thanh toán trực tuyến", "Văn phòng Sở", "%", "60"},
                            {"2", "Tỷ lệ khai thác dữ liệu số hóa", "Các phòng", "%", "Tối thiểu 50"}, {"3", "Lớp tập huấn", "Các phòng", "Lớp", "2"}}),
       "(Tỷ lệ thanh toán trực tuyến 60|Văn phòng Sở)(Tỷ lệ khai thác dữ liệu số hóa ≥50|Các phòng)"},
      {"a figure nobody can read is said", table(1, {{"TT", "Tên nhiệm vụ", "Đơn vị tính", "Chỉ tiêu"}, {"1", "Tỷ lệ đúng hạn", "%", "g9"}}), "!table.target_unread"},
      {"a row without a task is about its section",
       table(1, {{"TT", "Tên nhiệm vụ", "Đơn vị tính", "Chỉ tiêu"}, {"V", ">3 Xử lý văn bản trên môi trường điện tử"}, {"1", "", "%", "100"}}),
       "(Xử lý văn bản trên môi trường điện tử 100|)"},
      {"no table of duties", table(1, {{"STT", "Lĩnh vực", "Tổng số"}, {"1", "Hộ tịch", "60"}}), ""},
      {"headings that are not known", table(0, {{"1", "Rà soát danh mục", "Văn phòng Sở", "", "Quý II/2025"}}), ""},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(read(one.table)), one.shown) << one.what;
}

TEST(TableDuties, TakeThePlaceOfWhatLinesOfTextSaid) {
  Document document;
  const auto deadline = [](const char* task, Box box) {
    Deadline d;
    d.task = task;
    d.evidence = {1, box, "deadline.absolute"};
    return d;
  };
  document.deadlines = {deadline("của bài", {0, 5000, 40, 5020}), deadline("của dòng", {1650, 120, 1700, 150}), deadline("trong việc", {450, 120, 600, 150})};
  const Table duties = table(1, {{"STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"}, {"1", "Rà soát", "Văn phòng Sở", "Các phòng", "Trước ngày 20/3/2025"}});
  EXPECT_EQ(shown(read(duties, document)), "[của bài|||][trong việc|Văn phòng Sở|Các phòng|][Rà soát|Văn phòng Sở|Các phòng|2025-03-20]");
}

TEST(TableDuties, LeaveLinesAloneWhereColumnsAreGuessedAndBadlyRead) {
  Document document;
  Deadline said;
  said.task = "của dòng";
  said.evidence = {1, Box{1650, 120, 1700, 150}, "deadline.absolute"};
  document.deadlines = {said};
  Table duties = table(1, {{"STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"}, {"1", "Rà soát", "Văn phòng Sở", "Các phòng", "Trước ngày 20/3/2025"}});
  duties.kind = TableKind::aligned;
  EXPECT_EQ(shown(read(duties, document)), "[Rà soát|Văn phòng Sở|Các phòng|2025-03-20]");
  duties.rows[1][2].confidence = 0.6;
  EXPECT_EQ(shown(read(duties, document)), "[của dòng|||]");
}

TEST(TableDuties, AreSureOnlyWhereCellsWere) {
  Table duties = table(1, {{"STT", "Nội dung", "Chủ trì", "Thời gian"}, {"1", "Rà soát danh mục thủ tục", "Văn phòng Sở", "Trước ngày 20/3/2025"}});
  const auto status = [&] { return read(duties).deadlines.at(0).status; };
  EXPECT_EQ(status(), Status::accepted);
  duties.rows[1][3].confidence = 0.6;
  EXPECT_EQ(status(), Status::review);
  duties.rows[1][3].confidence = 0.95;
  duties.kind = TableKind::aligned;
  EXPECT_EQ(status(), Status::review);
}

}  // namespace
}  // namespace sohoa
