#include "pipeline/styles.hh"

#include <gtest/gtest.h>

#include "pipeline/source/source.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

/// A page of Times with `bold` lines among others, its words as a reader would give them: without style.
struct Drawn {
  std::vector<Word> words;
  std::vector<bool> bold;
  Image image;
};

Drawn draw(int lines, const std::vector<int>& bold, int dpi) {
  std::string content = "BT 60 780 Td 22 TL ";
  for (int i = 0; i < lines; ++i)
    content += std::string(std::count(bold.begin(), bold.end(), i) ? "/B" : "/F") +
               " 13 Tf (Ban Nam theo hai quy trinh nay cho nhanh trong nam QUY NAM) Tj T* ";
  std::string file = test::pdf(content + "ET");
  const std::string plain = "/F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  file.replace(file.find(plain), plain.size(),
               "/F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/B<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>");
  const auto source = open_source(test::bytes_of(file), "a.pdf").value();
  Drawn drawn{source->facts(1).value().embedded, {}, source->render(1, dpi, false).value()};
  for (Word& word : drawn.words) {
    drawn.bold.push_back(word.bold);
    word.bold = false;
    word.box = mapped({dpi / 300.0, 0, 0, 0, dpi / 300.0, 0}, *word.box);
  }
  return drawn;
}

TEST(Styles, BoldLinesAreToldFromTheOthers) {
  for (const int dpi : {150, 200, 300}) {
    Drawn drawn = draw(12, {0, 5, 6}, dpi);
    mark_styles(drawn.words, drawn.image);
    int right = 0, wrong = 0, all = 0;
    for (std::size_t i = 0; i < drawn.words.size(); ++i) {
      all += drawn.bold[i];
      right += drawn.words[i].bold && drawn.bold[i];
      wrong += drawn.words[i].bold && !drawn.bold[i];
    }
    EXPECT_EQ(wrong, 0) << dpi;
    EXPECT_GT(right, all * 6 / 10) << dpi;
  }
}

TEST(Styles, WhatCannotBeComparedIsLeftAlone) {
  for (const auto& [lines, bold] : {std::pair{1, std::vector<int>{0}}, {12, std::vector<int>{}}}) {
    Drawn drawn = draw(lines, bold, 150);
    mark_styles(drawn.words, drawn.image);
    for (const Word& word : drawn.words) EXPECT_FALSE(word.bold) << word.text;
  }
  std::vector<Word> outside(30);
  for (Word& word : outside) word.text = "chữ", word.box = Box{-50, -50, 9000, 9000};
  std::vector<unsigned char> paper(100 * 100, 0);
  mark_styles(outside, Image::from_grey(paper.data(), 100, 100, 100, 150));
}

}  // namespace
}  // namespace sohoa
