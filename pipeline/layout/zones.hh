#pragma once
#include <string>
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// All lines of a file, whose words have their roles (mark_roles), with their zones, page after page in reading order; on the first page of the document the header comes
/// first, in the order of Zone. The document begins at the first page with a header and ends with its first signature: an
/// appendix or draft behind it is `attachment`. `types` are the keys (key_of) of names that stand alone as a title.
std::vector<Line> lay_out(const std::vector<Page>&, const std::vector<std::string>& types);

}  // namespace sohoa
