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

/// What stands around a slot. `before` and `after` are the printed words next to it, null where nothing can be said of the gap.
/// `digits` are printed digits of the same line: the slot's must have their height and foot. `symbol` is the printed symbol behind a
/// number, whose slash and hooks reach above and below digits: the slot's must stay within it.
struct SlotPlace {
  const Word* before = nullptr;
  const Word* after = nullptr;
  std::vector<Word> digits;
  std::vector<Word> symbol;
};

/// Judges the words of a slot on its page; text files and pages that are themselves text (see trust_in) hold no ink.
SlotSigns judge_slot(const std::vector<Word>& slot, const SlotPlace&, const Page*);

/// How far the words of a page may be believed beyond what their confidence says: a text layer comes without any, and one that holds
/// words no Vietnamese writer writes was made by an OCR program whose doubts are lost. 1 = fully.
double trust_in(const Page&);

/// The digits a slot can stand for when letters that look like digits are taken for them (O o → 0, l I | → 1 …); empty when
/// there is none. A hypothesis.
std::string digits_of(const std::string& text);

/// Whether a text has nothing but ASCII digits, at least one.
bool all_digits(const std::string& text);

}  // namespace sohoa
