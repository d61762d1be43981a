#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Drops what stains, rules, emblems and signatures became: signs without a letter or digit that the engine doubts,
/// lines of which nothing is certain, marks far taller than the text. Lines and blocks are numbered anew without
/// gaps. Digits are kept.
/// Signs stuck to the beginning of a word ("'Văn") go too; what stood there is kept as `raw`.
void drop_junk(std::vector<Word>& words);

/// Takes rules off the ends of words ("|BD|"), which are not sure then; what stood there is kept as `raw`. For after a second look, to which
/// a rule says that something stood in the way.
void take_off_rules(std::vector<Word>& words);

}  // namespace sohoa
