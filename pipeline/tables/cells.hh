#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The boxes of all cells, table after table, row after row.
std::vector<Box> cell_boxes(const std::vector<Table>&);

/// The words of one cell, line by line.
using CellWords = std::vector<Word>;

/// Takes the words whose middle lies in a cell out of `words`: one set for every box of cell_boxes(tables), in that order. All
/// boxes in the same pixels.
std::vector<CellWords> take_cell_words(const std::vector<Table>& tables, std::vector<Word>& words);

/// Writes the words into their cells and puts them back among the others, where the table stands, cell by cell and every cell a
/// block of its own; lines and blocks are numbered anew. Tables in which nothing is written are dropped, their words are not.
void put_cell_words(std::vector<Table>& tables, std::vector<CellWords> inside, std::vector<Word>& words);

/// An empty cell is sure only where nothing is printed: one in which `grey` shows a letter that nobody read is not. Boxes of the cells are `scale`
/// times as large as in the image.
void doubt_unread_cells(std::vector<Table>&, const Image& grey, double scale);

}  // namespace sohoa
