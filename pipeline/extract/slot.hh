#pragma once
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// What speaks for ink: a number or day written by hand into a printed blank. Engines read it as digits or noise, so that its
/// look has to tell: its height and foot beside printed neighbours, gaps and dots around it, odd letters, low confidence, or
/// an ink layer found before reading.
struct SlotSigns {
  bool handwritten = false;
  std::string why;  // "layer", "letters", "gap", "height", "foot", "confidence", "empty"; "" = looks printed
};

/// Judges the words of a slot between a printed word before and printed words after it (pointers may be null). `reference` are
/// printed words of the same line whose digits or capitals have the height the slot's digits must have.
SlotSigns judge_slot(const std::vector<Word>& slot, const Word* before, const Word* after, const std::vector<Word>& reference,
                     const std::vector<Layer>& layers);

/// The digits a slot can stand for when letters that look like digits are taken for them (O o → 0, l I | → 1 …); empty when
/// there is none. A hypothesis.
std::string digits_of(const std::string& text);

/// Whether a text has nothing but ASCII digits, at least one.
bool all_digits(const std::string& text);

}  // namespace sohoa
