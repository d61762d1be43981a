#pragma once
#include "core/document.hh"
#include "pipeline/extract/deadlines.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// Reads the tables of duties among `document.tables`, those whose headings name what is to be done and by when, by whom or how much of
/// it: every row gives its deadlines and targets with its task and units, and the cell as evidence; merged cells hold for all rows they
/// reach over. What lines of text gave at such cells is dropped; what stands inside a task keeps its own words and takes the row's units.
void find_table_duties(Document& document, const DocumentTime&, const Knowledge&);

}  // namespace sohoa
