#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// What there is on a grey page, measured on a reduced copy.
struct Ink {
  int paper = 255;       // grey of the paper, 0..255
  int letters = 0;       // marks of the size of letters
  int pale = 0;            // further marks of that size, much paler than print and away from it
  double pale_share = 0;   // of all ink, 0..1
  bool uneven = false;   // the paper is much darker in some places than in others
  double upright = 1.0;  // how much clearer rows are than columns: above 1 for horizontal lines of text
};

/// The brightness below which four fifths of a grey page lie, told by a sample.
int paper_of(const Image& grey);

Ink ink_of(const Image& grey);

/// How well words (boxes at 300 dpi) and the ink of a drawn page agree, as shares 0..1.
struct InkUnder {
  double words_with_ink = 0;  // of the words
  double ink_in_words = 0;    // of the ink
};
InkUnder ink_under(const Image& grey, const std::vector<Word>& words);

/// Whether something as large as a small letter is printed or written within the box, borders beside it left out. In pixels of the image.
bool has_letter(const Image& grey, const Box&);

/// A page of white letters on black, as of a microfilm, becomes one of black on white; others stay.
Image positive(Image grey);

/// The page with paper evened out to white; for photos and shadows of a book's fold.
Image flatten(Image grey);

}  // namespace sohoa
