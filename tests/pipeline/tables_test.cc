#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "pipeline/tables/cells.hh"
#include "pipeline/tables/drawn_tables.hh"
#include "pipeline/tables/find_tables.hh"

namespace sohoa {
namespace {

constexpr int kWidth = 1240, kHeight = 900;  // 150 dpi
constexpr int kLeft = 100, kTop = 100, kColumn = 300, kRow = 120;

/// A sheet of paper; strokes are drawn from places of the grid: column, row.
class Sheet {
 public:
  Sheet() : grey_(static_cast<std::size_t>(kWidth * kHeight), 245) {}
  unsigned char ink = 0;
  double slope = 0;    // of everything drawn
  double bend = 0;     // pixels level strokes rise in the middle of the sheet
  double gap = 0;      // share of every piece that is not printed

  void level(int row, int from, int to) {
    for (int c = from; c < to; ++c)
      for (int x = kLeft + c * kColumn; x <= kLeft + (c + 1) * kColumn; ++x) put(x, kTop + row * kRow, x - kLeft - c * kColumn, kColumn);
  }
  void upright(int column, int from, int to) {
    for (int r = from; r < to; ++r)
      for (int y = kTop + r * kRow; y <= kTop + (r + 1) * kRow; ++y) put(kLeft + column * kColumn, y, y - kTop - r * kRow, kRow);
  }
  void grid(int columns, int rows) {
    for (int r = 0; r <= rows; ++r) level(r, 0, columns);
    for (int c = 0; c <= columns; ++c) upright(c, 0, rows);
  }
  void letters(int x0, int x1, int base) {
    for (int x = x0; x + 7 < x1; x += 11)
      for (int y = base - 12; y < base; ++y)
        for (int k = 0; k < 3; ++k) dot(x + k, y);
  }
  void stroke(int x, int y) { dot(x, y), dot(x + 1, y); }
  void noise(int strength) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> amount(-strength, strength);
    for (unsigned char& g : grey_) g = static_cast<unsigned char>(std::clamp(g + amount(random), 0, 255));
  }
  Image image() const { return Image::from_grey(grey_.data(), kWidth, kHeight, kWidth, 150); }

 private:
  void dot(int x, int y) { grey_[static_cast<std::size_t>(y * kWidth + x)] = ink; }
  void put(int x, int y, int along, int length) {
    if (along > 0.4 * length && along < (0.4 + gap) * length) return;
    const int u = x - static_cast<int>(slope * y), v = y + static_cast<int>(slope * x - bend * std::sin(std::numbers::pi * x / kWidth));
    dot(u, v), dot(u + 1, v), dot(u, v + 1);
  }
  std::vector<unsigned char> grey_;
};

/// Cells as "rowspan×colspan", rows apart by " | ", tables by " || ".
std::string shape(const std::vector<Table>& tables) {
  std::string text;
  for (const Table& table : tables) {
    if (!text.empty()) text += " || ";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      if (r > 0) text += " | ";
      for (std::size_t i = 0; i < table.rows[r].size(); ++i)
        text += fmt::format("{}{}x{}", i > 0 ? " " : "", table.rows[r][i].rowspan, table.rows[r][i].colspan);
    }
  }
  return text;
}

struct Case {
  const char* what;
  void (*draw)(Sheet&);
  const char* shape;
};

TEST(Tables, AreFoundByTheirRules) {
  const Case cases[] = {
      {"plain", [](Sheet& s) { s.grid(3, 2); }, "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"faint", [](Sheet& s) { s.ink = 205, s.grid(3, 2); }, "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"broken", [](Sheet& s) { s.gap = 0.2, s.grid(3, 2); }, "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"skewed", [](Sheet& s) { s.slope = 0.008, s.grid(3, 4); }, "1x1 1x1 1x1 | 1x1 1x1 1x1 | 1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"bent, as of a sheet that did not lie flat", [](Sheet& s) { s.bend = 6, s.grid(3, 4); }, "1x1 1x1 1x1 | 1x1 1x1 1x1 | 1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"noisy", [](Sheet& s) { s.grid(3, 2), s.noise(40); }, "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"a cell over two columns", [](Sheet& s) { s.level(0, 0, 3), s.level(1, 0, 3), s.level(2, 0, 3), s.upright(0, 0, 2), s.upright(1, 0, 2), s.upright(2, 1, 2), s.upright(3, 0, 2); },
       "1x1 1x2 | 1x1 1x1 1x1"},
      {"a cell over two rows", [](Sheet& s) { s.level(0, 0, 2), s.level(1, 1, 2), s.level(2, 0, 2), s.upright(0, 0, 2), s.upright(1, 0, 2), s.upright(2, 0, 2); },
       "2x1 1x1 | 1x1"},
      {"open to the right", [](Sheet& s) { s.level(0, 0, 3), s.level(1, 0, 3), s.level(2, 0, 3), s.upright(0, 0, 2), s.upright(1, 0, 2), s.upright(2, 0, 2); },
       "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"text in the cells", [](Sheet& s) { s.grid(3, 2); for (const int y : {130, 160, 190, 250, 280, 310}) for (int c = 0; c < 3; ++c) s.letters(kLeft + c * kColumn + 10, kLeft + (c + 1) * kColumn - 8, y); },
       "1x1 1x1 1x1 | 1x1 1x1 1x1"},
      {"two tables", [](Sheet& s) { s.grid(2, 2); for (int r = 4; r < 7; ++r) s.level(r, 0, 2); for (int c = 0; c < 3; ++c) s.upright(c, 4, 6); },
       "1x1 1x1 | 1x1 1x1 || 1x1 1x1 | 1x1 1x1"},
      {"letters under each other are no border", [](Sheet& s) { s.grid(2, 2); for (int y = kTop + 18; y < kTop + kRow - 18; ++y) s.stroke(kLeft + 130, y); }, "1x1 1x1 | 1x1 1x1"},
      {"a frame", [](Sheet& s) { s.grid(1, 1); }, ""},
      {"a frame of lines, as a stamp", [](Sheet& s) { s.grid(1, 3); }, ""},
      {"a stamp of receipt", [](Sheet& s) { s.level(0, 0, 2), s.level(1, 0, 2), s.level(2, 0, 2), s.upright(0, 0, 2), s.upright(1, 1, 2), s.upright(2, 0, 2); }, ""},
      {"text", [](Sheet& s) { for (int y = 100; y < 800; y += 28) s.letters(100, 1100, y); }, ""},
      {"underlines", [](Sheet& s) { s.level(0, 0, 1), s.level(1, 1, 2), s.letters(100, 400, 90); }, ""},
      {"noise", [](Sheet& s) { s.noise(120); }, ""},
      {"nothing", [](Sheet&) {}, ""},
  };
  for (const Case& one : cases) {
    Sheet sheet;
    one.draw(sheet);
    EXPECT_EQ(shape(find_tables(sheet.image())), one.shape) << one.what;
  }
  EXPECT_TRUE(find_tables(Image{}).empty());
}

TEST(Tables, CellsLieWhereTheyArePrinted) {
  Sheet sheet;
  sheet.grid(3, 2);
  const auto tables = find_tables(sheet.image());
  ASSERT_EQ(tables.size(), 1U);
  const Box cell = tables[0].rows.at(1).at(2).box.value();
  EXPECT_NEAR(cell.x0, kLeft + 2 * kColumn, 3);
  EXPECT_NEAR(cell.y1, kTop + 2 * kRow, 3);
  EXPECT_GT(tables[0].confidence, 0.95);
}

TEST(Tables, OfRulesThatAPdfDraws) {
  // Two heading rows, the upper one over two columns; every piece drawn for itself.
  std::vector<Box> rules;
  const auto level = [&](int y, int x0, int x1) { rules.push_back({x0, y, x1, y + 3}); };
  const auto upright = [&](int x, int y0, int y1) { rules.push_back({x, y0, x + 3, y1}); };
  for (const int y : {300, 460, 560})
    for (const int x : {200, 700, 1200}) level(y, x, x + 500);
  for (const int x : {700, 1200}) level(380, x, x + 500);
  for (const int x : {200, 700, 1700}) upright(x, 300, 463);
  upright(1200, 380, 463);
  for (const int x : {200, 700, 1200, 1700}) upright(x, 460, 563);
  EXPECT_EQ(shape(drawn_tables(rules, 2480, 3508)), "2x1 1x2 | 1x1 1x1 | 1x1 1x1 1x1");
  EXPECT_TRUE(drawn_tables({{200, 300, 900, 303}, {200, 400, 900, 403}}, 2480, 3508).empty());
  EXPECT_TRUE(drawn_tables({}, 0, 0).empty());
}

Word word(const char* text, int x, int y, int line) {
  Word w;
  w.text = text;
  w.box = Box{x, y, x + 40, y + 20};
  w.line = w.block = line;
  w.confidence = 0.9;
  return w;
}

TEST(Tables, WordsAreReadCellByCell) {
  Sheet sheet;
  sheet.grid(2, 2);
  std::vector<Table> tables = find_tables(sheet.image());
  // Lines ran across the whole page.
  std::vector<Word> words{word("trên", 100, 40, 0),   word("Rà", 110, 120, 1),   word("Văn", 420, 120, 1), word("soát", 110, 150, 2),
                          word("phòng", 420, 150, 2), word("hai", 420, 250, 3), word("dưới", 100, 600, 4)};
  put_cell_words(tables, take_cell_words(tables, words), words);
  std::string text;
  for (const Word& w : words) text += fmt::format("{}:{}:{} ", w.text, w.line, w.block);
  EXPECT_EQ(text, "trên:0:0 Rà:1:1 soát:2:1 Văn:3:2 phòng:4:2 hai:5:3 dưới:6:4 ");
  EXPECT_EQ(tables.at(0).rows.at(0).at(1).text, "Văn phòng");
  EXPECT_NEAR(tables[0].rows[0][1].confidence, 0.9, 1e-9);
  EXPECT_EQ(tables[0].rows[1][0].text, "");
}

TEST(Tables, ACellIsNoSurerThanItsFigures) {
  struct Row {
    const char *what, *last;
    double confidence, cell;
  };
  for (const Row& row : {Row{"a word in doubt", "nay", 0.5, 0.7}, Row{"a figure in doubt", "25/7", 0.5, 0.5}, Row{"a sure figure", "25/7", 0.9, 0.9}}) {
    Sheet sheet;
    sheet.grid(2, 2);
    std::vector<Table> tables = find_tables(sheet.image());
    std::vector<Word> words{word("Trước", 110, 120, 1), word(row.last, 170, 120, 1)};
    words[1].confidence = row.confidence;
    put_cell_words(tables, take_cell_words(tables, words), words);
    EXPECT_NEAR(tables.at(0).rows.at(0).at(0).confidence, row.cell, 1e-9) << row.what;
  }
}

TEST(Tables, AreSureOfEmptyCellsWhereNothingIsPrinted) {
  Sheet sheet;
  sheet.grid(2, 2);
  sheet.letters(440, 480, 250);
  sheet.noise(20);
  std::vector<Table> tables = find_tables(sheet.image());
  std::vector<Word> words{word("Rà", 110, 120, 1)};
  put_cell_words(tables, take_cell_words(tables, words), words);
  doubt_unread_cells(tables, sheet.image(), 1);
  EXPECT_EQ(tables.at(0).rows.at(0).at(1).confidence, 1.0);
  EXPECT_LT(tables[0].rows.at(1).at(1).confidence, 0.8) << "letters nobody read";
  EXPECT_EQ(tables[0].rows[1][0].confidence, 1.0);
}

TEST(Tables, EmptyOnesAreNone) {
  Sheet sheet;
  sheet.grid(2, 2);
  std::vector<Table> tables = find_tables(sheet.image());
  std::vector<Word> words{word("ngoài", 100, 600, 0)};
  put_cell_words(tables, take_cell_words(tables, words), words);
  EXPECT_TRUE(tables.empty());
  EXPECT_EQ(words.size(), 1U);
}

}  // namespace
}  // namespace sohoa
