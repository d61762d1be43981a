#pragma once
#include "core/table.hh"

namespace sohoa {

/// Mends what the end of a page tore, before the rows of `part` (without repeated headings) are put below those of `whole`. A first row without a number,
/// where rows have numbers, is the rest of the last one; a cell merged over rows on both sides is one cell again, where the second page leaves it blank or
/// goes on in the middle of its text.
void mend_seam(Table& whole, Table& part);

}  // namespace sohoa
