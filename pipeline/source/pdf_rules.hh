#pragma once
#include <vector>

#include "core/geometry.hh"

class QPDF;

namespace sohoa {

/// The level and upright rules that page `n` (1-based) of a PDF draws, as boxes on the upright page at 300 dpi: stroked lines, sides of
/// stroked rectangles, filled bars as thin as a rule; also in forms the page draws. White ones are not there.
/// Nothing of a page that cannot be understood.
std::vector<Box> pdf_rules(QPDF&, int n);

}  // namespace sohoa
