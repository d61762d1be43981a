#include "pipeline/columns.hh"

#include <gtest/gtest.h>

#include <string>

namespace sohoa {
namespace {

/// Words of one line: "text x0 x1" with a height of 40 at line * 60.
struct Piece {
  const char* text;
  int x0, x1, line;
};

std::string parted(std::initializer_list<Piece> pieces) {
  std::vector<Word> words;
  for (const Piece& piece : pieces) {
    Word word;
    word.text = piece.text;
    word.line = piece.line;
    word.box = Box{piece.x0, piece.line * 60, piece.x1, piece.line * 60 + 40};
    words.push_back(std::move(word));
  }
  part_columns(words, 2480);
  std::string out;
  int line = -1, block = -1;
  for (const Word& word : words) {
    if (!out.empty()) out += word.block != block ? " || " : word.line != line ? " | " : " ";
    out += word.text;
    line = word.line;
    block = word.block;
  }
  return out;
}

TEST(Columns, AHeaderIsReadColumnByColumn) {
  EXPECT_EQ(parted({{"SỞ", 400, 480, 0},
                    {"NỘI", 500, 600, 0},
                    {"CỘNG", 1200, 1350, 0},
                    {"HÒA", 1370, 1500, 0},
                    {"Độc", 1250, 1320, 1},
                    {"lập", 1340, 1400, 1},
                    {"Số:", 420, 500, 2},
                    {"12/SNV", 515, 700, 2},
                    {"Huế,", 1300, 1400, 2},
                    {"ngày", 1420, 1500, 2},
                    {"Kính", 300, 400, 3},
                    {"gửi", 415, 480, 3},
                    {"các", 500, 560, 3},
                    {"phòng", 580, 720, 3},
                    {"của", 740, 1250, 3}}),
            "SỞ NỘI | Số: 12/SNV || CỘNG HÒA | Độc lập | Huế, ngày || Kính gửi các phòng của");
}

TEST(Columns, ShortRecipientsStandBesideTheSignature) {
  EXPECT_EQ(parted({{"Nơi", 300, 370, 0}, {"nhận:", 385, 480, 0}, {"GIÁM", 1500, 1620, 0}, {"ĐỐC", 1640, 1740, 0}}),
            "Nơi nhận: || GIÁM ĐỐC");
}

TEST(Columns, RowsOfTablesAndJustifiedLinesStay) {
  EXPECT_EQ(parted({{"1", 300, 320, 0},
                    {"Thuế", 500, 620, 0},
                    {"100", 1200, 1290, 0},
                    {"200", 1700, 1800, 0},
                    {"2", 300, 320, 1},
                    {"Phí", 500, 620, 1},
                    {"10", 1200, 1290, 1},
                    {"20", 1700, 1800, 1}}),
            "1 Thuế 100 200 | 2 Phí 10 20");
  EXPECT_EQ(parted({{"theo", 300, 420, 0}, {"quy", 470, 600, 0}, {"định", 650, 760, 0}}), "theo quy định");
}

}  // namespace
}  // namespace sohoa
