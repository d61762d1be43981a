#pragma once
#include <string>
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {

/// How a strip of the page is shown to the recognizer: what one picture of a line hides, another often shows.
struct Look {
  double scale = 1;      // of the record's 300 dpi
  int margin = 0;        // pixels more above and below: accents, or less of what stands there
  bool without_rules = false;  // long thin runs of ink along the line taken out
};

/// The words read in a strip of an upright page, with boxes on the page, line by line; none where the engine fails. `to_image`: pixels of
/// the page → pixels of the image. The strip is taken from the image as it is, so what was cleaned off elsewhere may be in it.
std::vector<Word> read_strip(const Image&, const Affine& to_image, const Box& strip, const Look&, OcrEngine&);

}  // namespace sohoa
