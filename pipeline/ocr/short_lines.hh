#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "pipeline/lines/find_lines.hh"
#include "pipeline/ocr/decode.hh"
#include "pipeline/ocr/figures.hh"

namespace sohoa {

/// The marks of a line in a table cell that holds nothing but a short number ("11", "II", "41"), or of several marks alone on the page
/// (it may be a Roman numeral), as lines of one mark each, from left to right; empty for every other line, and where `read`, what was read in one go, is such a number with a sign for every mark.
/// The network needs context: of two strokes beside each other it often sees one.
std::vector<TextLine> marks_to_read(const TextLine& line, const std::vector<LineWord>& read);

/// The figures of a line with points of thousands, read mark by mark, where `read` has more or fewer than are printed; else empty.
std::vector<TextLine> figures_to_read(const TextLine& line, const PrintedFigures&, const std::vector<LineWord>& read);

/// One sign as read from its picture and from a wider one.
struct SignReadings {
  std::vector<LineWord> plain, wide;
  double slender = 0;  // width of its ink in heights
};

/// The number that signs, read one by one, make; nothing unless all of them are figures or all are Roman (outside of
/// tables only these are put together), and no single stroke is too broad. It is no surer than its least
/// sure sign, nor than a word chosen by other knowledge. `steps` of the whole line.
std::optional<LineWord> number_of(const std::vector<SignReadings>& signs, int steps, bool in_cell);

/// The numeral of a section that stands alone in a table cell as strokes: what was read "1" or "11" where every mark `is_roman`, and II or III whose serifs
/// touch, of which the network makes nothing (`touching` = how many strokes a mark is, 0 = none). No surer than a number put together. Nothing where the
/// reading may stay.
std::optional<LineWord> strokes_alone(const TextLine& line, const std::vector<LineWord>& read, int steps, const std::function<bool(const Box&)>& is_roman,
                                      const std::function<int(const Box&)>& touching);

}  // namespace sohoa
