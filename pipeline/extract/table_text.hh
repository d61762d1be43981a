#pragma once
#include <vector>

#include "core/table.hh"
#include "pipeline/extract/table_columns.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// Tables of duties that a text file has flattened to lines, cell after cell. Columns are the headings that are known, rows begin at
/// their numbers, and the lines of a row are shared out among the columns by what each may hold. Kind `text`, confidence 0.5: guesses for a
/// reader to look at, no values are taken from them. `lines` in reading order; those of pages with boxes are left alone.
std::vector<Table> text_tables(const std::vector<Line>& lines, const std::vector<ColumnHeading>& known);

}  // namespace sohoa
