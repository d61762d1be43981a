#include "pipeline/extract/table_text.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/data_files.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {
namespace {

/// Lines as a text file has them, without boxes.
std::vector<Line> lines(const std::vector<std::string>& texts) {
  std::vector<Line> lines;
  for (const std::string& text : texts) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.push_back({});
      words.back().text = text.substr(at, end - at);
      at = end + 1;
    }
    lines.push_back(line_of(3, std::move(words)));
  }
  return lines;
}

/// Cells parted by " | ", rows by line ends, spans before the text.
std::string shown(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    for (const TableCell& cell : row) {
      if (&cell != &row.front()) text += " | ";
      if (cell.rowspan > 1) text += "v" + std::to_string(cell.rowspan) + " ";
      if (cell.colspan > 1) text += ">" + std::to_string(cell.colspan) + " ";
      text += cell.text;
    }
    text += '\n';
  }
  return text;
}

TEST(TextTables, RowsAndColumnsAreGuessedFromTheLines) {
  struct Case {
    const char* what;
    std::vector<std::string> lines;
    const char* table;  // "" = none
  };
  const Case cases[] = {
      {"one cell a line, and many",
       {"Phụ lục", "STT Nội dung công việc", "Đơn vị", "chủ trì", "Đơn vị phối hợp", "Thời gian", "thực hiện", "I", "CÔNG TÁC VĂN THƯ", "1", "Lập sổ theo dõi văn bản đến của",
        "Ủy ban nhân dân xã", "Văn phòng Sở Các phòng, đơn vị", "Trước ngày", "20/02/2027", "2", "Rà soát danh mục hồ sơ", "Phòng Nội vụ", "Văn phòng Sở", "Thường", "xuyên", "Nơi nhận:", "- Lưu: VT."},
       "STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian thực hiện\nI | >4 CÔNG TÁC VĂN THƯ\n"
       "1 | Lập sổ theo dõi văn bản đến của Ủy ban nhân dân xã | Văn phòng Sở | Các phòng, đơn vị | Trước ngày 20/02/2027\n"
       "2 | Rà soát danh mục hồ sơ | Phòng Nội vụ | Văn phòng Sở | Thường xuyên\n"},
      {"a common heading, the two below it printed last",
       {"Số", "TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thực hiện trong", "năm 2027", "Căn cứ thực hiện", "Đơn vị tính", "Giao chỉ tiêu", "1", "Tỷ lệ hồ sơ được số hóa", "Văn phòng Sở % 60",
        "Thực hiện theo Kế hoạch số 12/KH-UBND", "2", "Tỷ lệ hài lòng", "Văn phòng Sở % Tối thiểu 95", "Mục 3 Kế hoạch số 12/KH-UBND"},
       "v2 Số TT | v2 Tên nhiệm vụ | v2 Đơn vị chủ trì | >2 Thực hiện trong năm 2027 | v2 Căn cứ thực hiện\nĐơn vị tính | Giao chỉ tiêu\n"
       "1 | Tỷ lệ hồ sơ được số hóa | Văn phòng Sở | % | 60 | Thực hiện theo Kế hoạch số 12/KH-UBND\n"
       "2 | Tỷ lệ hài lòng | Văn phòng Sở | % | Tối thiểu 95 | Mục 3 Kế hoạch số 12/KH-UBND\n"},
      {"headings repeated on the next page are no row, a page number neither",
       {"STT Nội dung", "Cơ quan chủ trì Thời gian", "1 Lập sổ", "Văn phòng", "Quý I/2027", "7", "STT Nội dung", "Cơ quan chủ trì Thời gian", "2 Sửa kho", "Phòng Nội vụ", "Quý II/2027"},
       "STT | Nội dung | Cơ quan chủ trì | Thời gian\n1 | Lập sổ | Văn phòng | Quý I/2027 7\n2 | Sửa kho | Phòng Nội vụ | Quý II/2027\n"},
      {"columns nobody knows", {"STT Họ và tên", "Ngày sinh", "Quê quán", "1", "Trần Văn A", "1990", "Huế", "2", "Lê Thị B", "1991", "Huế"}, ""},
      {"one row is a sentence", {"STT Nội dung", "Cơ quan chủ trì Thời gian", "1 Lập sổ", "Văn phòng", "Quý I/2027"}, ""},
      {"no headings", {"1. Lập sổ", "2. Sửa kho", "Nơi nhận:"}, ""},
  };
  const auto known = Knowledge::load(data_folder()).value().column_headings;
  for (const Case& one : cases) {
    const std::vector<Table> tables = text_tables(lines(one.lines), known);
    std::string text;
    for (const Table& table : tables) {
      text += shown(table);
      EXPECT_EQ(table.kind, TableKind::text);
      EXPECT_EQ(table.page, 3);
      EXPECT_LE(table.confidence, 0.5);
    }
    EXPECT_EQ(text, one.table) << one.what;
  }
}

}  // namespace
}  // namespace sohoa
