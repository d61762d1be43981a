#pragma once
#include <vector>

#include "core/table.hh"

namespace sohoa {

/// The groups a table's rows are parted into, in the order of their section rows: rows that say nothing but a title, over most of the columns or
/// beside a number of sections ("II | CÔNG TÁC LƯU TRỮ"), and numbered ones with totals where the rows behind are counted from 1. A group ends before
/// the next one of its level, and before the total of the whole table.
std::vector<TableGroup> groups_of(const Table&);

/// The cell with the title of a group whose section row says nothing else than number and title; null where it does.
const TableCell* title_alone(const Table&, const TableGroup&);

}  // namespace sohoa
