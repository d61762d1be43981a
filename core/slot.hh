#pragma once
#include <string>
#include <vector>

#include "core/geometry.hh"

namespace sohoa {

/// Which blank of a form: before the symbol of the number, before "tháng", before "năm".
enum class SlotKind { number, day, month };

/// One way to read a slot.
struct SlotReading {
  std::string digits;
  double probability = 0;  // of all ways the ink can be read; not yet weighed against anything else
  bool operator==(const SlotReading&) const = default;
};

/// A blank of a form and the digits in it, as the digit reader sees them. `box` is between the printed parts.
struct Slot {
  SlotKind kind = SlotKind::number;
  Box box;
  bool pen = false;                   // in coloured ink, hence by hand
  std::vector<SlotReading> readings;  // likeliest first; "" = nothing is written there; empty = not legible as digits
  std::vector<Box> digits;            // of the first reading, left to right
  bool operator==(const Slot&) const = default;
};

}  // namespace sohoa
