#pragma once
#include <string_view>
#include <vector>

#include "core/page.hh"

namespace poppler {
class page;
}

namespace sohoa {

/// The text layer of a page: its words in reading order, in Unicode, with boxes at 300 dpi and the style their fonts'
/// names tell.
struct PdfText {
  std::vector<Word> words;
  bool decoded = false;  // some stood in an old encoding
};
PdfText text_of_page(const poppler::page&);

/// What a font's name says about its letters: "ABCDEF+TimesNewRomanPS-BoldItalicMT".
struct FontStyle {
  bool bold = false, italic = false;
};
FontStyle style_of_font(std::string_view name);

}  // namespace sohoa
