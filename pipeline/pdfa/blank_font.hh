#pragma once
#include <map>
#include <string>

#include "pipeline/pdfa/qpdf.hh"

namespace sohoa::pdfa {

/// Advance of every glyph, in thousandths of the font size. Words are fitted to their boxes by horizontal scaling.
inline constexpr int kAdvance = 500;

/// Height of its glyphs, in thousandths of the font size: what a printed word of Times takes up above its foot. With it the
/// font size is that of the print, from which readers guess what a line, a gap and a paragraph is.
inline constexpr int kHeight = 650;

/// A font without ink, embedded in the copy: any character can be written invisibly and found again. Every character gets a
/// number when it is first used; `codes` writes the text as the font wants it.
class BlankFont {
 public:
  /// The hexadecimal string of a Tj for UTF-8 text, without its angle brackets, and how many glyphs it shows.
  struct Codes {
    std::string hex;
    int glyphs = 0;
  };
  Codes codes(const std::string& utf8);

  /// Adds the font to the document; call when all text is known.
  QPDFObjectHandle add_to(QPDF&, QPDFObjectHandle reserved) const;
  bool used() const { return !numbers_.empty(); }

 private:
  std::map<char32_t, int> numbers_;  // character → CID, from 1
};

}  // namespace sohoa::pdfa
