#pragma once
#include <vector>

#include "pipeline/image/image.hh"
#include "pipeline/lines/find_lines.hh"

namespace sohoa {

/// A line of print in grey as a recognizer takes it: rows without gaps; black is 0.
struct LineImage {
  int width = 0, height = 0;
  double scale = 1;  // pixels of this picture to one of the page's
  int x0 = 0;        // of the page, where this picture begins
  std::vector<unsigned char> grey;
};

/// The line cut out of the page, straightened along its baseline and scaled so that its small letters have the size the models read
/// best: from 2.1 x-heights above the baseline to 0.6 below it in `height` pixels. Empty where there is nothing to cut.
LineImage cut_line(const Image& grey, const TextLine&, int height);

}  // namespace sohoa
