#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Numbers lines and blocks of words that stand in reading order and have boxes, as a text layer gives them: a new
/// line where the next word is not beside the last one, a new block where a gap is wider than a column's or higher
/// than a paragraph's.
void number_lines(std::vector<Word>& words);

}  // namespace sohoa
