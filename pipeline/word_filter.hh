#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Drops what stains, rules, emblems and signatures became: signs without a letter or digit that the engine doubts,
/// lines of which nothing is certain, marks far taller than the text. Lines and blocks are numbered anew without
/// gaps. Digits are kept.
/// Signs stuck to the beginning of a word ("'Văn") and rules at both its ends ("|BD|") go too; what stood there is kept as `raw`.
void drop_junk(std::vector<Word>& words);

}  // namespace sohoa
