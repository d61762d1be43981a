#pragma once
#include <string_view>

#include "core/page.hh"
#include "pipeline/image/image.hh"
#include "pipeline/lines/find_lines.hh"

namespace sohoa {

/// "Quý I/2027" is often read "Quý 1/2027" or "Quý II1/2027". Behind the word `before`, where that is "Quý", strokes taken for figures become the
/// Roman numeral: several of them always, one alone where its picture is no 1. What was read stays as `raw`, and the word is no longer sure.
/// The word and its line are in pixels of the image.
void mend_quarter(Word&, std::string_view before, const TextLine&, const Image&);

}  // namespace sohoa
