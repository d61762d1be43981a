#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// The tables of a document, each whole: parts that go on at the top of the next page in the same columns are one. Header rows that a
/// part repeats are dropped, a row broken by the end of a page is one row again. Roles of words must be known (mark_roles).
std::vector<Table> joined_tables(const std::vector<Page>&);

}  // namespace sohoa
