#pragma once
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// Fills document.fields from the laid out lines (docs/how-to-add-a-field.md).
void find_fields(const std::vector<Line>& lines, Document& document, const Knowledge&);

}  // namespace sohoa
