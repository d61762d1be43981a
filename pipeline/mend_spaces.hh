#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Repairs the spaces of a text layer where syllables leave no doubt: letters spaced out ("Q U Y Ế T"), words in
/// fragments that touch each other ("quyế" "t"), words glued together ("quyếtđịnh") that can be parted in one way only.
/// Words stand in reading order with boxes and lines. Returns how many places were repaired.
int mend_spaces(std::vector<Word>& words);

}  // namespace sohoa
