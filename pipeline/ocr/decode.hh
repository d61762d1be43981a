#pragma once
#include <string>
#include <vector>

#include "pipeline/ocr/lexicon.hh"
#include "pipeline/ocr/network.hh"

namespace sohoa {

/// A word of a line and the steps of Scores it stands between (half-open; the spaces around it are the borders).
struct LineWord {
  std::string text;
  std::string raw;  // what the network (with two models: the mean of both) likes best, where the lexicon chose another reading; else empty
  double confidence = 0;  // 0..1 on Tesseract's scale: 1 + 0.35 · ln(probability of the reading)
  int first = 0, last = 0;
};

/// Words of the lines of a page, in reading order. Where the network hesitates between readings of a word, a possible syllable is
/// preferred to an impossible one and a usual pair of syllables to an unknown one, also across the end of a line that `goes_on` in
/// the next (a value for every line: whether it continues the one before). Where a reading has digits, and in names (two
/// capitalized words in a row), the network's own is kept.
std::vector<std::vector<LineWord>> decode(const Model&, const std::vector<Scores>& lines, const std::vector<bool>& goes_on, const Lexicon&);

}  // namespace sohoa
