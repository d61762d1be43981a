// Lines read again: what several looks at a strip agree on. The recognizer is played by a script.
#include "pipeline/second_look.hh"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Paper;

/// Says its answers in turn, each as the words of one line set from the strip's left end.
class Scripted : public OcrEngine {
 public:
  explicit Scripted(std::vector<std::string> answers) : answers_(std::move(answers)) {}
  using OcrEngine::recognize;
  Result<std::vector<Word>> recognize(const Image& image, const std::vector<Box>&) override {
    Paper paper;
    paper.at(60, image.height() / 2 - 22, answers_[asked_++ % answers_.size()], 0.9);
    std::vector<Word> words = paper.page().words;
    const double scale = image.dpi() / kRecordDpi;
    for (Word& word : words) word.box->x0 = static_cast<int>(60 + (word.box->x0 - 60) * scale), word.box->x1 = static_cast<int>(60 + (word.box->x1 - 60) * scale);
    return words;
  }
  std::string fingerprint() const override { return "script"; }
  std::size_t asked() const { return asked_; }

 private:
  std::vector<std::string> answers_;
  std::size_t asked_ = 0;
};

Image paper() {
  const std::vector<unsigned char> white(2480 * 3508, 255);
  return Image::from_grey(white.data(), 2480, 3508, 2480, 300);
}

std::string text(const Page& page) {
  std::string all;
  for (const Word& word : page.words) all += (all.empty() ? "" : " ") + word.text;
  return all;
}

TEST(SecondLook, NamesUnderASeal) {
  struct Row {
    const char* what;
    std::vector<std::string> looks;
    const char* expected;
  };
  const Row rows[] = {
      {"the first word lay under the seal", {"Phạm Trường Thọ", "Trường Thọ", "—Phạm Trường Thọ", "Thạm Trường Thọ"}, "KT. CHỦ TỊCH Phạm Trường Thọ"},
      {"every look says something else", {"Phạm Trường Thọ", "Phan Trường Thọ", "Trường Thọ", "Thạm Trường Thọ"}, "KT. CHỦ TỊCH Trường Thọ"},
      {"as many say another", {"Phạm Trường Thọ", "Phan Trường Thọ", "Phạm Trường Thọ", "Phan Trường Thọ", "Phạm Trường Thọ", "Phan Trường Thọ", "Trường Thọ"}, "KT. CHỦ TỊCH Trường Thọ"},
      {"what is no name stays out", {"xq Trường Thọ", "xq Trường Thọ", "12 Trường Thọ", "xq Trường Thọ"}, "KT. CHỦ TỊCH Trường Thọ"},
      {"another line", {"Nơi nhận", "Nơi nhận", "Nơi nhận", "Nơi nhận"}, "KT. CHỦ TỊCH Trường Thọ"},
  };
  for (const Row& row : rows) {
    Paper drawn;
    drawn.centred(1700, 2500, "KT. CHỦ TỊCH").at(1646, 2900, "Trường Thọ");
    Page page = drawn.page();
    Scripted engine(row.looks);
    const Image image = paper();
    look_again_at_lines(page, {image, kIdentity}, engine);
    EXPECT_EQ(text(page), row.expected) << row.what;
    EXPECT_GT(engine.asked(), 0U) << row.what;
  }
}

TEST(SecondLook, NameReadForSureIsLeft) {
  Paper drawn;
  drawn.centred(1700, 2500, "KT. CHỦ TỊCH").centred(1700, 2900, "Phạm Trường Thọ");
  Page page = drawn.page();
  Scripted engine({"Phan Trường Thọ"});
  const Image image = paper();
  look_again_at_lines(page, {image, kIdentity}, engine);
  EXPECT_EQ(engine.asked(), 0U);
  EXPECT_EQ(text(page), "KT. CHỦ TỊCH Phạm Trường Thọ");
}

/// "ngày [2Š] tháng 01 năm 2010" with digits as given.
Page dateline(const std::string& read, std::vector<Box> digits, const std::string& reading, double probability) {
  Paper drawn;
  drawn.at(1000, 400, "ngày").ink({1110, 400, 1160, 444}, read, 0.5).ink({1200, 400, 1310, 444}, "tháng", 0.99).ink({1350, 400, 1394, 444}, "01", 0.99);
  drawn.ink({1420, 400, 1486, 444}, "năm", 0.99).ink({1500, 400, 1588, 444}, "2010", 0.99);
  Page page = drawn.page();
  page.slots = {{SlotKind::day, {1088, 400, 1200, 444}, false, {{reading, probability}}, std::move(digits)}};
  return page;
}

TEST(SecondLook, PrintedDays) {
  const std::vector<Box> print{{1110, 402, 1132, 444}, {1136, 408, 1158, 444}};
  const std::vector<Box> pen{{1110, 390, 1132, 448}, {1136, 402, 1158, 440}};
  struct Row {
    const char* what;
    std::vector<Box> digits;
    std::vector<std::string> looks;
    const char* reading;
    const char* expected;
  };
  const Row rows[] = {
      {"most looks and the digit reader agree", print, {"25", "2Š", "25", "25", "25"}, "25", "25"},
      {"a look sees another day", print, {"25", "23", "25", "25", "25"}, "25", "2Š"},
      {"the digit reader sees another day", print, {"25", "25", "25", "25", "25"}, "23", "2Š"},
      {"written by hand", pen, {"25", "25", "25", "25", "25"}, "25", "2Š"},
      {"the looks see letters", print, {"2&", "ZŠ", "#Š", "xx", "yy"}, "25", "2Š"},
  };
  for (const Row& row : rows) {
    Page page = dateline("2Š", row.digits, row.reading, 0.9);
    std::vector<std::string> answers;
    // A script's line begins at the strip's left end: the words before the day fill it up to the slot.
    for (const std::string& day : row.looks) answers.push_back("ngàyy " + day);
    Scripted engine(answers);
    const Image image = paper();
    look_again_at_days(page, {image, kIdentity}, engine);
    const auto at = std::find_if(page.words.begin(), page.words.end(), [](const Word& w) { return w.box->x0 >= 1100; });
    EXPECT_EQ(at->text, row.expected) << row.what;
  }
}

}  // namespace
}  // namespace sohoa
