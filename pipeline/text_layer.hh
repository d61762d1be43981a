#pragma once
#include <string>
#include <vector>

#include "pipeline/ocr/engine.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// What becomes of a page's text layer.
struct LayerVerdict {
  bool used = false;
  std::vector<Word> words;  // when used: mended, with confidence
  std::string
      code;  // of the page's issue: page.text_layer_unused, …_mended, …_kept; empty when there is nothing to say
  std::string reason;  // why, in Vietnamese for the clerk
};

/// Judges the text layer of page `n` (PageFacts::embedded, not empty): by its syllables, letters no map could name, ink
/// under its words, and where that leaves doubt, or the layer is another program's reading of a scan, by reading a few
/// of its lines.
Result<LayerVerdict> judge_text_layer(PageFacts facts, PageSource&, int n, OcrEngine&);

}  // namespace sohoa
