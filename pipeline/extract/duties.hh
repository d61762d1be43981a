#pragma once
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// Fills citations, deadlines and targets of a document whose fields are found already: its own number is no citation,
/// and its date tells what lies ahead.
void find_duties(const std::vector<Line>& lines, Document& document, const Knowledge&);

}  // namespace sohoa
