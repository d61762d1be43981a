#pragma once
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// Gives recipients and signature their zones, and everything behind the document's end `copy` or `attachment`. `lines` are those
/// of the whole file, page after page; `begin` is the index of the first line of the document itself. Page widths by page number.
void zone_ending(std::vector<Line>& lines, std::size_t begin, const std::vector<Page>& pages);

}  // namespace sohoa
