#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa::test {

/// An A4 page of words set like a typewriter's: letters 22 pixels wide, 44 high, one space 16 wide. Numbers of lines count up.
class Paper {
 public:
  explicit Paper(int n = 1) {
    page_.n = n;
    page_.width = 2480;
    page_.height = 3508;
    page_.confidence = page_.valid_syllables = 0.95;
  }

  /// Words of a line from its left end.
  Paper& at(int x, int y, const std::string& text, double confidence = 0.99) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const std::string word = text.substr(begin, end - begin);
      const int width = kLetter * letters(word);
      if (!word.empty()) {
        page_.words.push_back(word_of(word, {x, y, x + width, y + kHeight}, confidence));
        x += width;
      }
      x += kSpace;
      begin = end + 1;
    }
    ++line_;
    return *this;
  }

  /// A line whose middle is at x.
  Paper& centred(int x, int y, const std::string& text, double confidence = 0.99) {
    return at(x - width_of(text) / 2, y, text, confidence);
  }

  /// One word in a box of its own, on the line of the words before it: handwriting, or a word of another size.
  Paper& ink(Box box, const std::string& text, double confidence) {
    --line_;
    page_.words.push_back(word_of(text, box, confidence));
    ++line_;
    return *this;
  }

  Paper& layer(LayerKind kind, Box box) {
    page_.layers.push_back({kind, box});
    return *this;
  }

  static int width_of(const std::string& text) {
    int width = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) width += text[i] == ' ' ? kSpace : kLetter;
    return width;
  }

  /// The page, which reads as well as its words do.
  Page page() const {
    Page page = page_;
    double sum = 0;
    for (const Word& word : page.words) sum += word.confidence;
    if (!page.words.empty()) page.confidence = sum / static_cast<double>(page.words.size());
    return page;
  }

  static constexpr int kLetter = 22, kHeight = 44, kSpace = 16;

 private:
  static int letters(const std::string& word) {
    int count = 0;
    for (const char c : word) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
  }
  Word word_of(const std::string& text, Box box, double confidence) const {
    Word word;
    word.text = text;
    word.box = box;
    word.confidence = confidence;
    word.line = line_;
    return word;
  }

  Page page_;
  int line_ = 0;
};

/// A page of a text file: lines without boxes.
inline Page text_page(const std::vector<std::string>& lines, int n = 1) {
  Page page;
  page.n = n;
  page.origin = Origin::text;
  int number = 0;
  for (const std::string& line : lines) {
    std::size_t begin = 0;
    while (begin < line.size()) {
      const std::size_t end = std::min(line.find(' ', begin), line.size());
      if (end > begin) {
        Word word;
        word.text = line.substr(begin, end - begin);
        word.line = number;
        page.words.push_back(word);
      }
      begin = end + 1;
    }
    ++number;
  }
  return page;
}

/// What a usual document's first page holds; each part may be left out or spoilt.
struct Form {
  std::vector<std::string> agency{"ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"};
  std::string number = "Số: 15/QĐ-UBND";
  std::string dateline = "Lạng Sơn, ngày 05 tháng 3 năm 2025";
  std::string motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
  std::string type = "QUYẾT ĐỊNH";
  std::vector<std::string> subject{"Về việc ban hành Quy chế làm việc", "của Tổ công tác số hóa tài liệu lưu trữ"};
  std::vector<std::string> letter;  // V/v … of a công văn
  std::string addressee;
  std::vector<std::string> authority{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"};
  std::string signer = "Trần Văn Mẫu";
  std::vector<std::string> recipients{"- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, TH."};
  double confidence = 0.99;
};

inline Paper draw(const Form& form) {
  Paper paper;
  int y = 240;
  for (const std::string& line : form.agency) paper.centred(640, y, line, form.confidence), y += 62;
  if (!form.number.empty()) paper.centred(640, 400, form.number, form.confidence);
  if (!form.motto.empty()) {
    paper.centred(1660, 240, form.motto, form.confidence);
    paper.centred(1660, 305, "Độc lập - Tự do - Hạnh phúc", form.confidence);
  }
  if (!form.dateline.empty()) paper.centred(1660, 400, form.dateline, form.confidence);
  y = 470;
  for (const std::string& line : form.letter) paper.centred(640, y, line, form.confidence), y += 62;
  y = 620;
  if (!form.type.empty()) paper.centred(1300, y, form.type, form.confidence), y += 66;
  for (const std::string& line : form.subject) paper.centred(1300, y, line, form.confidence), y += 66;
  y = 1000;
  if (!form.addressee.empty()) paper.at(900, y, form.addressee, form.confidence);
  y = 1150;
  for (const char* line : {"Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024 và các văn bản hướng dẫn", "thi hành, căn cứ tình hình thực tế của các cơ quan, đơn vị trên địa bàn toàn tỉnh"}) {
    paper.at(y == 1150 ? 500 : 380, y, line, form.confidence);
    y += 70;
  }
  for (int i = 0; i < 4; ++i, y += 70)
    paper.at(380, y, "việc thực hiện nhiệm vụ được giao trong thời gian tới, các cơ quan có trách nhiệm", form.confidence);
  y = 2400;
  paper.at(380, y, "Nơi nhận:", form.confidence);
  for (std::size_t i = 0; i < form.recipients.size(); ++i) paper.at(380, y + 60 * static_cast<int>(i + 1), form.recipients[i], form.confidence);
  for (const std::string& line : form.authority) paper.centred(1750, y, line, form.confidence), y += 66;
  if (!form.signer.empty()) paper.centred(1750, 2900, form.signer, form.confidence);
  return paper;
}

}  // namespace sohoa::test
