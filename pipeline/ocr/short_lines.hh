#pragma once
#include <optional>
#include <vector>

#include "pipeline/lines/find_lines.hh"
#include "pipeline/ocr/decode.hh"

namespace sohoa {

/// The marks of a line in a table cell that holds nothing but a short number ("11", "II", "41"), or of several marks alone on the page
/// (it may be a Roman numeral), as lines of one mark each, from left to right; empty for every other line, and where `read`, what was read in one go, is such a number with a sign for every mark.
/// The network needs context: of two strokes beside each other it often sees one.
std::vector<TextLine> marks_to_read(const TextLine& line, const std::vector<LineWord>& read);

/// One sign as read from its picture and from a wider one.
struct SignReadings {
  std::vector<LineWord> plain, wide;
  double slender = 0;  // width of its ink in heights
};

/// The number that signs, read one by one, make; nothing unless all of them are figures or all are Roman (outside of
/// tables only these are put together), and no single stroke is too broad. It is no surer than its least
/// sure sign, nor than a word chosen by other knowledge. `steps` of the whole line.
std::optional<LineWord> number_of(const std::vector<SignReadings>& signs, int steps, bool in_cell);

}  // namespace sohoa
