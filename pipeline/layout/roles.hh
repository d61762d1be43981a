#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Gives every word of a file's pages its role, line by line: page numbers, running heads and feet, web addresses,
/// lines of digital signatures, footnotes; all else is body. Place on the page counts where words have boxes, their
/// order where not. The same pages give the same roles, whatever they were before.
void mark_roles(std::vector<Page>& pages);

}  // namespace sohoa
