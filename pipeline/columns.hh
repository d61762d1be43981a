#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Parts what stands side by side: the two columns of a header, recipients beside the signature. Lines that the
/// engine ran together across the gutter become two, the left column is read before the right one, each a block of
/// its own. Words keep their order inside a line; lines and blocks are numbered anew. Tables, with more than one
/// gutter, are left alone.
void part_columns(std::vector<Word>& words, int page_width);

}  // namespace sohoa
