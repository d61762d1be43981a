#include "pipeline/extract/table_numbers.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sohoa {
namespace {

TEST(TableNumbers, AreMendedOnlyWhereBothNeighboursSaySo) {
  struct Case {
    const char* what;
    std::vector<std::string> read;
    const char* mended;
    std::size_t issues;
  };
  const Case cases[] = {
      {"right", {"1", "2", "3", "4"}, "1 2 3 4 ", 0},
      {"misread", {"1", "2", "3", "2", "5", "6"}, "1 2 3 4 5 6 ", 1},
      {"not read", {"9", "10", "", "12"}, "9 10 11 12 ", 1},
      {"two beside each other: nobody knows", {"1", "2", "?", "?", "5", "6"}, "1 2 ? ? 5 6 ", 0},
      {"at the end", {"1", "2", "8"}, "1 2 8 ", 0},
      {"a gap in the numbers as printed", {"1", "2", "4", "5"}, "1 2 4 5 ", 0},
      {"no numbers", {"a", "b", "", "d"}, "a b  d ", 0},
      {"a word between", {"1", "Tổng cộng", "3"}, "1 Tổng cộng 3 ", 0},
      {"the first looks like a section", {"I", "2", "3", "4"}, "1 2 3 4 ", 1},
      {"the first below a section", {"I", "I", "2", "3", "4"}, "I 1 2 3 4 ", 1},
      {"a section before the first", {"I", "1", "2", "3"}, "I 1 2 3 ", 0},
      {"strokes that look like a section", {"9", "10", "II", "12"}, "9 10 11 12 ", 1},
      {"a section where a number is left out", {"1", "2", "II", "3", "4"}, "1 2 II 3 4 ", 0},
      {"sections stand between", {"1", "I", "?", "3"}, "1 I 2 3 ", 1},
  };
  for (const Case& one : cases) {
    Table table;
    table.header = 1;
    for (const std::string& number : [&] { auto all = one.read; all.insert(all.begin(), "STT"); return all; }()) {
      auto& row = table.rows.emplace_back(3);
      row[0].text = number;
      row[0].confidence = 0.95;
      row[1].text = row[2].text = "chữ";
    }
    EXPECT_EQ(mend_row_numbers(table).size(), one.issues) << one.what;
    std::string text;
    for (std::size_t r = 1; r < table.rows.size(); ++r) text += table.rows[r][0].text + ' ';
    EXPECT_EQ(text, one.mended) << one.what;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      if (table.rows[r][0].text != one.read[r - 1]) {
        EXPECT_LT(table.rows[r][0].confidence, 0.8) << one.what;
      }
    }
  }
}

TEST(TableNumbers, OfSectionsAreMendedByTheirSeries) {
  struct Case {
    const char* what;
    std::vector<std::string> read;
    const char* mended;
  };
  const Case cases[] = {
      {"right", {"I", "II", "III"}, "I II III "},
      {"not read", {"I", "", "III", "IV"}, "I II III IV "},
      {"a stroke too few", {"I", "I", "III"}, "I II III "},
      {"the first", {"1", "II", "III"}, "I II III "},
      {"figures", {"1", "2", "3"}, "1 2 3 "},
      {"the last, its strokes in other letters", {"I", "II", "IH"}, "I II III "},
      {"the last, not read", {"I", "II", ""}, "I II III "},
      {"the last, blank", {"I", "II", "blank"}, "I II  "},
      {"the last, something else", {"I", "II", "Tổ"}, "I II Tổ "},
      {"capitals", {"A", "B", "C"}, "A B C "},
      {"two levels", {"A", "I", "II", "B", "I", "II"}, "A I II B I II "},
      {"two beside each other: nobody knows", {"I", "#", "#", "IV"}, "I # # IV "},
  };
  for (const Case& one : cases) {
    Table table;
    table.header = 1;
    table.rows.emplace_back(4);
    for (const std::string& number : one.read) {
      auto& row = table.rows.emplace_back(2);
      row[0].text = number == "blank" ? "" : number;
      row[0].confidence = number == "blank" ? 1 : 0.3;
      row[1].text = "CÔNG TÁC LƯU TRỮ";
      row[1].colspan = 3;
    }
    mend_row_numbers(table);
    std::string text;
    for (std::size_t r = 1; r < table.rows.size(); ++r) text += table.rows[r][0].text + ' ';
    EXPECT_EQ(text, one.mended) << one.what;
  }
}

TEST(TableNumbers, ThatCountOnAreSure) {
  Table table;
  table.header = 1;
  for (const char* number : {"STT", "1", "2", "3", "7", "5", "6"}) {
    auto& row = table.rows.emplace_back(3);
    row[0].text = number;
    row[0].confidence = 0.6;
  }
  mend_row_numbers(table);
  std::string sure;
  for (const auto& row : table.rows) sure += row[0].confidence >= 0.8 ? row[0].text + ' ' : "? ";
  EXPECT_EQ(sure, "? 1 2 ? ? 5 6 ");  // the next to the third was read otherwise; the fourth was written by its neighbours
}

}  // namespace
}  // namespace sohoa
