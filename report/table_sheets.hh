#pragma once
#include <vector>

#include "core/document.hh"
#include "report/xlsx.hh"

namespace sohoa {

/// The tables of a document as sheets: document number (or the file's name), page and number of the table above it, heading rows, merged cells and
/// widths of columns as printed, section rows bold with rows that can be folded away. What the engine doubted ends in " (?)". Figures in Vietnamese
/// style ("6.204", "12,5") become numbers only where the whole column reads as figures: "1.1", "01" or a code of a procedure (2.000635) keeps its
/// column as it was printed.
std::vector<Sheet> table_sheets(const Document&);

/// Columns of the widest table of the document; 0 without tables.
std::size_t table_width(const Document&);

/// All tables as rows of one CSV whose widest table has so many columns: id, number, table, page, whether it is a heading, the sections around it, cells.
/// A cell merged over rows stands in each of them, as every row must be whole when it is sorted or filtered.
std::vector<Json> table_row_head(std::size_t width);
std::vector<std::vector<Json>> table_rows(const Document&, std::size_t width);

}  // namespace sohoa
