#include "pipeline/extract/table_aligned.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

struct Print {
  int x, y;
  const char* text;
};

/// A page at 300 dpi; the words of every text stand one behind the other.
Page page(const std::vector<Print>& prints) {
  Page page;
  page.width = 2480, page.height = 3508;
  for (const auto& [x, y, text] : prints) {
    const std::string all = text;
    int left = x;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find(' ', at), all.size());
      Word word;
      word.text = all.substr(at, end - at);
      const int width = 18 * static_cast<int>(word.text.size());
      word.box = Box{left, y, left + width, y + 40};
      left += width + 12;
      page.words.push_back(word);
      at = end + 1;
    }
  }
  return page;
}

std::string shown(const std::vector<Table>& tables) {
  std::string text;
  for (const Table& table : tables)
    for (const auto& row : table.rows) {
      for (const TableCell& cell : row) text += (cell.colspan > 1 ? ">" + std::to_string(cell.colspan) + " " : "") + cell.text + (&cell == &row.back() ? "\n" : " | ");
    }
  return text;
}

TEST(AlignedTables, AreFoundWhereColumnsStandApart) {
  struct Case {
    const char* what;
    Page page;
    const char* table;
  };
  const Case cases[] = {
      {"numbered rows, a cell of two lines, the title of a section",
       page({{300, 300, "STT"}, {500, 300, "Noi dung"}, {1200, 300, "Chu tri"}, {300, 380, "I"}, {500, 380, "VAN THU"}, {300, 460, "1"}, {500, 460, "Lap so theo doi"}, {1200, 460, "Van phong"},
             {500, 520, "van ban den"}, {300, 600, "2"}, {500, 600, "Sua kho"}, {1200, 600, "Phong Noi vu"}, {300, 680, "3"}, {500, 680, "Thu don"}, {1200, 680, "To mot"}}),
       "STT | Noi dung | Chu tri\nI | >2 VAN THU\n1 | Lap so theo doi van ban den | Van phong\n2 | Sua kho | Phong Noi vu\n3 | Thu don | To mot\n"},
      {"a ruled table whose rules were read as letters",
       page({{300, 300, "STT|"}, {500, 300, "Noi dung"}, {1200, 300, "Chu tri"}, {300, 380, "1"}, {500, 380, "Lap so"}, {1200, 380, "|Van phong"}, {300, 460, "2"}, {500, 460, "Sua kho"},
             {1200, 460, "Phong Noi vu"}, {300, 540, "3"}, {500, 540, "Thu don"}, {1200, 540, "To mot"}}), ""},
      {"the two columns of a header",
       page({{300, 300, "UY BAN NHAN DAN"}, {1400, 300, "CONG HOA XA HOI"}, {300, 360, "XA MOT"}, {1400, 360, "Doc lap"}, {300, 420, "So: 1"}, {1400, 420, "Xa Mot, ngay 1"}}), ""},
      {"boxes to tick, some misread",
       page({{300, 300, "1"}, {500, 300, "Sach se"}, {1200, 300, "["}, {1400, 300, "1"}, {300, 380, "2"}, {500, 380, "Thoang"}, {1200, 380, "1"}, {1400, 380, "]"},
             {300, 460, "3"}, {500, 460, "Sang"}, {1200, 460, "["}, {1400, 460, "]"}}), ""},
      {"boxes to tick",
       page({{300, 300, "1"}, {500, 300, "Sach se"}, {1200, 300, "[ ]"}, {300, 380, "2"}, {500, 380, "Thoang"}, {1200, 380, "[ ]"}, {300, 460, "3"}, {500, 460, "Sang"}, {1200, 460, "[ ]"}}), ""},
      {"three names under three titles",
       page({{300, 300, "Nguoi lap"}, {1000, 300, "Ke toan"}, {1700, 300, "Giam doc"}, {300, 380, "Le A"}, {1000, 380, "Vu B"}, {1700, 380, "Do C"}}), ""},
  };
  for (const Case& one : cases) {
    const std::vector<Table> tables = aligned_tables(one.page, {});
    EXPECT_EQ(shown(tables), one.table) << one.what;
    for (const Table& table : tables) {
      EXPECT_EQ(table.kind, TableKind::aligned);
      EXPECT_LE(table.confidence, 0.6);
    }
  }
}

}  // namespace
}  // namespace sohoa
