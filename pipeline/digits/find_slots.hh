#pragma once
#include <vector>

#include "core/page.hh"
#include "core/slot.hh"

namespace sohoa {

/// The blanks of a page that begins a document: between "Số:" and the slash, "ngày" and "tháng", "tháng" and "năm", whatever was read in
/// them, with boxes from one printed word to the next as high as its letters. Where ink ran together with a printed word, the
/// word's end is where it would be in print.
std::vector<Slot> find_slots(const Page&);

}  // namespace sohoa
