#include "pipeline/source/text_lines.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

Word word(const char* text, int x0, int y0, int x1, int y1) {
  Word w;
  w.text = text;
  w.box = Box{x0, y0, x1, y1};
  return w;
}

TEST(TextLines, ColumnsOfAHeaderAreBlocksOfTheirOwn) {
  std::vector<Word> words = {
      word("SỞ", 300, 100, 360, 150),    word("NỘI", 375, 100, 450, 150),   word("CỘNG", 1100, 100, 1250, 150),
      word("HÒA", 1265, 100, 1380, 150), word("Độc", 1150, 165, 1230, 215), word("lập", 1245, 165, 1310, 215),
      word("Căn", 300, 500, 380, 550),   word("cứ", 395, 500, 440, 550),    word("Luật", 300, 570, 400, 620),
  };
  number_lines(words);
  std::string seen;
  for (const Word& w : words) seen += std::to_string(w.line) + "/" + std::to_string(w.block) + " ";
  EXPECT_EQ(seen, "0/0 0/0 1/1 1/1 2/1 2/1 3/2 3/2 4/2 ");
}

}  // namespace
}  // namespace sohoa
