#pragma once
#include <utility>
#include <vector>

#include "core/page.hh"

namespace sohoa::search {

/// Where on the page stands what was found: one box a row of found words on a line. `found` are byte ranges of text_of(page).
std::vector<Box> boxes_of(const Page&, const std::vector<std::pair<std::size_t, std::size_t>>& found);

}  // namespace sohoa::search
