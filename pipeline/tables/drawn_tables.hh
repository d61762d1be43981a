#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// The tables between rules that are known, as a PDF draws them: as find_tables finds them on a scan. Rules, the page's size and the
/// boxes of the cells are in pixels at 300 dpi. Costs nothing where no upright rule stands between two level ones.
std::vector<Table> drawn_tables(const std::vector<Box>& rules, int width, int height);

}  // namespace sohoa
