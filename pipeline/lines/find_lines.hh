#pragma once
#include <vector>

#include "core/geometry.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// A printed line or the part of it in one column or table cell. All in pixels of the image it was found in.
struct TextLine {
  int x0 = 0, x1 = 0;           // of its marks
  double base = 0, slope = 0;   // the baseline is at y = base + slope · x
  double x_height = 0;          // of small letters; of capitals where there are only those
  std::vector<Box> marks;       // connected ink: letters, parts of letters, signs; from left to right
  int cell = -1;                // the cell of a table it stands in, -1 = none
  double baseline(double x) const { return base + slope * x; }
};

/// What a mark is beside the highest of its line, where figures or capitals stand alone: as high as that, small as points and specks are, or neither.
enum class MarkSize { even, small, other };
MarkSize size_of(const Box& mark, int tallest);
int tallest_of(const std::vector<Box>& marks);

/// The lines of an upright, roughly straight page (±1°) from its connected ink, top to bottom. Rules of tables are not read and
/// part the lines on their two sides; so do the borders of `cells`, printed or not. Images of more than 220 dpi are halved first. None on a page without letters, and on
/// one with more marks than print can have (over 20,000 letters or 1,500 lines).
std::vector<TextLine> find_lines(const Image& grey, const std::vector<Box>& cells = {});

}  // namespace sohoa
