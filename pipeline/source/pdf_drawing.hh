#pragma once
#include <vector>

#include "core/geometry.hh"

class QPDF;

namespace sohoa {

/// What a page of a PDF paints besides pictures.
struct PageDrawing {
  /// Level and upright rules, as boxes on the upright page at 300 dpi: stroked lines, sides of stroked rectangles, filled bars as thin as a
  /// rule. White ones are not there.
  std::vector<Box> rules;
  /// Most text is in render mode 3 (neither filled nor stroked): the reading of the program that scanned it.
  bool text_is_invisible = false;
};

/// Page `n` (1-based), with the forms it draws. Nothing of a page that cannot be understood.
PageDrawing drawing_of(QPDF&, int n);

}  // namespace sohoa
