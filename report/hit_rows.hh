#pragma once
#include <vector>

#include "report/table.hh"
#include "search/search.hh"

namespace sohoa {

/// What a search found, for spreadsheets: a row a document.
Listing hit_rows(const std::vector<search::Hit>&);

}  // namespace sohoa
