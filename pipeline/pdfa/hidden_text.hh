#pragma once
#include <string>

#include "core/page.hh"
#include "pipeline/pdfa/blank_font.hh"

namespace sohoa::pdfa {

/// The name of the blank font in a page's resources.
inline constexpr const char* kFontName = "/SohoaBlank";

/// Content that shows the page's words invisibly in reading order: every word as wide as its box, those of a line on one
/// baseline and of one size (readers tell lines by that), blanks between. `to_points` leads from the
/// original's pixels to the page's user space. Empty when no word has a box.
std::string hidden_text(const Page&, const Affine& to_points, BlankFont&);

}  // namespace sohoa::pdfa
