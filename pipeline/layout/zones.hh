#pragma once
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// All lines of a document with their zones, page after page in reading order.
std::vector<Line> lay_out(const std::vector<Page>&);

}  // namespace sohoa
