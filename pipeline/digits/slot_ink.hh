#pragma once
#include "core/slot.hh"
#include "pipeline/digits/glyph.hh"
#include "pipeline/image/patch.hh"

namespace sohoa {

/// How far around a slot's box its picture reaches: pens leave the line.
Box picture_box(const Box& slot);

/// What was written into a slot: `map` lies at `at` of the page; `pen`: in blue ink, told from print by its colour.
struct SlotInk {
  InkMap map;
  Box at;
  bool pen = false;
};

/// The ink of the writer alone, from a patch of picture_box(slot): without red (stamps across), the leader's dots, rules, and the printed
/// words on either side; where the pen is blue, without all that is not.
SlotInk slot_ink(const Patch&, const Box& slot);

}  // namespace sohoa
