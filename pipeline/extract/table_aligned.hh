#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/extract/table_columns.hh"

namespace sohoa {

/// Tables without rules, or with level ones only: lines whose words stand under each other in three columns or more, white from top to
/// bottom between them. Kind `aligned`, confidence 0.6 at most. Only where something says that it is a table: numbered rows, known headings,
/// or columns of figures; the two columns of a header, recipients beside a signature, are none. Words in `page.tables` are left alone; roles
/// of words must be known (mark_roles).
std::vector<Table> aligned_tables(const Page& page, const std::vector<ColumnHeading>& known);

/// Puts them among the tables that were found when the pages were read, in the place of such as were put there before.
void add_aligned_tables(std::vector<Page>& pages, const std::vector<ColumnHeading>& known);

}  // namespace sohoa
