#include "pipeline/word_filter.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

Word word(const char* text, double confidence, int line, int height = 40) {
  Word w;
  w.text = text;
  w.confidence = confidence;
  w.line = line;
  w.block = line / 2;
  w.box = Box{0, 0, 50, height};
  return w;
}

TEST(WordFilter, DropsDoubtfulSignsAndLinesWithoutAnythingCertain) {
  std::vector<Word> words = {
      word("Số:", 0.9, 0),  word("5", 0.1, 0),   word("|", 0.3, 0),   word("-", 0.9, 0), word("||", 0.9, 0), word("ẹ~ạ", 0.3, 1),
      word("KtL", 0.35, 1),  // a signature
      word("kính", 0.9, 2), word("Xqz", 0.1, 2), word("gửi", 0.4, 2), word("Ủ", 0.5, 3, 400), word("ban", 0.9, 3),
  };
  drop_junk(words);
  std::string seen;
  for (const Word& w : words) seen += w.text + "@" + std::to_string(w.line) + "," + std::to_string(w.block) + " ";
  EXPECT_EQ(seen, "Số:@0,0 5@0,0 -@0,0 kính@1,1 gửi@1,1 ban@2,1 ");
}

TEST(WordFilter, SpecksLeaveTheWordTheyStickTo) {
  for (const auto& [read, kept] : {std::pair{"'Văn", "Văn"}, {"|‘Số", "Số"}, {"D'Ran", "D'Ran"}, {"'85", "'85"}, {"(Chi", "(Chi"}, {"STT|", "STT"},
                                     {"|01/02/2010|", "01/02/2010"}}) {
    std::vector<Word> words = {word(read, 0.95, 0)};
    drop_junk(words);
    take_off_rules(words);
    ASSERT_EQ(words.size(), 1U) << read;
    EXPECT_EQ(words[0].text, kept);
    EXPECT_EQ(words[0].raw, std::string(read) == kept ? "" : read);
  }
}

}  // namespace
}  // namespace sohoa
