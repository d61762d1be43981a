#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// What part of a document a line belongs to: the boxes (ô số) of Nghị định 30/2020/NĐ-CP, phụ lục I, and what is laid over
/// or behind them. The text of the document itself is title, addressee and body.
enum class Zone {
  agency,      // ô 2: parent agency and issuer
  number,      // ô 3: "Số: …"
  motto,       // ô 1: quốc hiệu, tiêu ngữ, or ĐẢNG CỘNG SẢN VIỆT NAM
  dateline,    // ô 4: place and date
  title,       // ô 5a, 5b: type and trích yếu, or V/v …
  addressee,   // ô 9a: Kính gửi
  body,        // ô 6
  signature,   // ô 7: authority, title, name
  recipients,  // ô 9b: Nơi nhận
  mark,        // ô 10, 11: urgency, secrecy, circulation
  stamp,       // ĐẾN stamp, digital stamp and signature lines
  copy,        // block of a copy: SAO Y …
  furniture,   // page numbers, running heads, addresses at the foot
  attachment,  // everything from an appendix or attached draft to the end of the file
};

/// Words printed on one line of one column, in reading order. `box` is empty for text files; `page` is Page::n.
struct Line {
  int page = 1;
  std::vector<Word> words;
  std::string text;  // the words with one space between
  std::optional<Box> box;
  double confidence = 1.0;  // mean of the words
  Zone zone = Zone::body;
  Role role = Role::body;  // of its words
};

/// A line of these words: text, box and confidence follow from them.
Line line_of(int page, std::vector<Word> words);

/// The lines of a page in the engine's reading order. A printed line that the engine cut into pieces is joined again, one
/// that runs over a gap as wide as between columns is cut there. Specks read as single signs are left out.
std::vector<Line> lines_of(const Page&);

}  // namespace sohoa
