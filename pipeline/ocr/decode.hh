#pragma once
#include <string>
#include <vector>

#include "pipeline/ocr/lexicon.hh"
#include "pipeline/ocr/network.hh"

namespace sohoa {

/// A word of a line and the steps of Scores it stands between (half-open; the spaces around it are the borders).
struct LineWord {
  std::string text;
  std::string raw;  // what the network alone would say, where the lexicon chose another of its readings; else empty
  double confidence = 0;  // 0..1 on Tesseract's scale: 1 + 0.35 · ln(probability of the reading)
  int first = 0, last = 0;
};

/// Words of the lines of a page, in reading order. Where the network hesitates between readings of a word, a possible syllable is
/// preferred to an impossible one and a usual pair of syllables (also across the end of a line) to an unknown one. Words with
/// digits and names (two capitalized words in a row) are left as the network reads them.
std::vector<std::vector<LineWord>> decode(const Model&, const std::vector<Scores>& lines, const Lexicon&);

}  // namespace sohoa
