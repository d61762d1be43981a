#pragma once
#include "core/page.hh"
#include "pipeline/image/image.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {

/// What a second look takes its pictures from: the page in grey before black seals were taken out, and the way from the page's
/// pixels to its own.
struct Scanned {
  const Image& grey;
  Affine to_image;
};

// Both change a word, or put words before a line, only when several looks agree on them; of a name, what no more than half of the
// looks saw is below what is accepted. The old reading stays as `raw`. Call when the words and slots of the page are known.

/// Lines that begin under something: the name under a signature, whose first word often lies under the seal, and the lines of a title that
/// do not stand under its middle because a stamp covers their beginning.
void look_again_at_lines(Page&, const Scanned&, OcrEngine&);

/// A printed day or month read as letters ("2Š", "l1_"). Print is told from pens by its digits: of one height and foot, no higher than the
/// printed year's. Several pictures and the digit reader must say the same.
void look_again_at_days(Page&, const Scanned&, OcrEngine&);

}  // namespace sohoa
