#pragma once
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// Gives recipients and signature their zones, and everything behind the document's end `copy` or `attachment`. `lines` are those
/// of the whole file, page after page; `begin` is the index of the first line of the document itself. Page widths by page number.
void zone_ending(std::vector<Line>& lines, std::size_t begin, const std::vector<Page>& pages);

/// Whether a line gives the authority or position of one who signs: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH".
bool is_authority_line(const Line&);

}  // namespace sohoa
