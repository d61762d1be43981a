#pragma once
#include <string>
#include <vector>

#include "core/result.hh"
#include "report/table.hh"

namespace sohoa {

/// Cells of a sheet that are one. Row 0 is the first heading row; none reaches into another.
struct Merged {
  std::size_t row, column, rows, columns;
};

/// Rows under a title of their own: row `row` of the listing is bold, the `rows` below it can be folded away.
struct RowGroup {
  std::size_t row, rows;
  int level;  // from 1
};

/// One sheet of a workbook. `title` stands above the table; empty = none. Names are cut to what spreadsheets allow.
/// `heads` is the number of heading rows: the labels of the columns, then the first rows of the listing; 0 = no labels either.
struct Sheet {
  std::string name, title;
  Listing listing;
  std::size_t heads = 1;
  std::vector<Merged> merged = {};  // of what a sheet begins with, before it goes on in further ones
  std::vector<RowGroup> groups = {};  // likewise
  std::vector<double> widths = {};    // shares of the columns as they are printed: the sheet is as wide as its paper, and its rows are as high as their text; empty = as wide as their cells
};

/// The bytes of an .xlsx workbook: bold head that stays in sight and on every printed page, filters, A4. Numbers are numbers,
/// ISO days become dates, everything else is text and never runs as a formula. Rows beyond the million a sheet holds go on
/// in further sheets; a table without rows says that nothing was found. Fails with io when the temporary file cannot be written.
Result<std::string> as_xlsx(const std::vector<Sheet>&);

}  // namespace sohoa
