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

/// What a word may say.
struct WordReading {
  std::string text;
  double log_probability = 0;
};

/// What stands between two spaces of a line, and what it may say.
struct Span {
  int first = 0, last = 0;  // steps
  bool joins = true;        // nothing unread stands between it and the span before
  double least = 1;         // probability of the network's best sign at its least sure step
  std::vector<WordReading> candidates;  // best first; never empty
};

/// The line cut at its spaces, with all readings the network thinks of: most of the time of decoding.
std::vector<Span> spans_of(const Model&, const Scores&);

/// Words of the lines of a page, in reading order. Where the network hesitates between readings of a word, a possible syllable is
/// preferred to an impossible one and a usual pair of syllables to an unknown one, also across the end of a line that `goes_on` in
/// the next (a value for every line: whether it continues the one before). Where a reading has digits or is a Roman numeral the network's own is
/// kept, and in names (two capitalized words in a row) unless another with other marks is nearly as probable and a usual pair.
std::vector<std::vector<LineWord>> chosen_words(const std::vector<std::vector<Span>>& lines, const std::vector<bool>& goes_on, const Lexicon&);

}  // namespace sohoa
