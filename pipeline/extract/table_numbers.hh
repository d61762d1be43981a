#pragma once
#include <vector>

#include "core/issue.hh"
#include "core/table.hh"

namespace sohoa {

/// Row numbers that were misread or not read, where the rows before and behind count on and leave no other: the number they leave is
/// written with a confidence that wants a person's look, and said (issue `table.row_number`). Only below a heading of row numbers, or in
/// a first column of which most cells count. Numbers of sections (I, II …) likewise; the last of them only where its strokes are the numeral's ("IH") or were not read.
/// A number that was read and counts on is sure.
std::vector<Issue> mend_row_numbers(Table&);

}  // namespace sohoa
