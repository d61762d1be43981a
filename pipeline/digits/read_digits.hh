#pragma once
#include <string>
#include <vector>

#include "core/slot.hh"
#include "pipeline/digits/network.hh"

namespace sohoa {

/// The ways the ink of a slot can be read as digits, likeliest first, with probabilities that sum to at most 1, and the digits' boxes in the
/// map for the first, as far as the pieces spell it. Reads it twice: cuts the ink where digits can end, lets one network judge every piece
/// and adds up the ways through the pieces that spell the same; and lays the other over the whole (spell.hh). What both find likely counts.
/// Days are 1 to 31 and months 1 to 12, written with or without a zero. No ink: one reading, "".
struct DigitReading {
  std::vector<SlotReading> readings;
  std::vector<Box> digits;
};
DigitReading read_digits(const InkMap&, SlotKind, const DigitNetworks&);

/// The digits of a text that is known to stand in the ink, one glyph each, cut the likeliest way; empty when no way spells it.
std::vector<Glyph> glyphs_spelling(const std::string& text, const InkMap&, const DigitNetworks&);

}  // namespace sohoa
