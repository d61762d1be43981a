#pragma once
#include <optional>
#include <vector>

#include "pipeline/lines/find_lines.hh"
#include "pipeline/ocr/decode.hh"

namespace sohoa {

/// What stands in a table cell that holds nothing but figures, told by the marks of its line; capitals look alike.
struct PrintedFigures {
  std::vector<Box> marks;           // as high as figures, from left to right
  std::size_t count = 0;            // of the figures: those that touch are one mark and are told by its width
  bool minus = false;               // before them
  std::vector<std::size_t> points;  // of thousands ("1.277", "12.040.500"): behind so many figures
};

/// Nothing for lines outside of cells, of more than two numbers' length, and with marks that are neither as high as the highest nor small, but for a minus.
std::optional<PrintedFigures> figures_of(const TextLine&);

/// Whether a line of figures has to be looked at a second time: everything but a number (figures, points, commas, "%") of which there is no doubt.
bool is_doubtful_number(const std::vector<LineWord>& read);

/// What two looks at figures say together: the surer number, which is sure where both say the same; a number that only the second look sees never
/// counts as sure, and takes the place of nothing that is.
std::vector<LineWord> seen_twice(std::vector<LineWord> first, std::vector<LineWord> second);

/// Takes its sureness from a number with more or fewer figures than are printed or with a comma where thousands are parted, and from figures among
/// which other signs stand ("s9" for 59, "39-"); likewise where a minus is read or printed and not both.
void doubt_miscounted(const PrintedFigures&, std::vector<LineWord>& read);

/// Writes the points into a number of which nothing but points is missing; what was read stays as `raw`, and the number is no longer sure.
void put_points(const PrintedFigures&, LineWord& number);

}  // namespace sohoa
