#pragma once
#include <vector>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/image/ink.hh"
#include "pipeline/image/straighten.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {

/// One way of looking at a page, and what was read then.
struct Reading {
  Turned turned;  // the image read, and the way back to the image as drawn
  std::vector<Word> words;
  std::vector<Table> tables;   // their cells, empty
  bool back_left_out = false;  // what is paler than print shone through from the back
};

/// Reads a cleaned page the way that makes most sense: as it seems to lie or turned by quarters, with all its ink or only what is
/// as dark as print. Other ways than the first are tried only where it is doubtful. `ink` is that of `grey`.
Result<Reading> best_reading(const Image& grey, const Ink&, OcrEngine&);

/// Mean confidence, 0 of no words.
double mean_confidence(const std::vector<Word>&);

}  // namespace sohoa
