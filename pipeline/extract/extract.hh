#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// Bumped by hand whenever extraction from the same pages could give another record: part of the extraction key.
inline constexpr int kExtractionVersion = 34;

/// Fills fields, citations, deadlines, targets and issues of a document from its pages; a pure function of its arguments.
/// `document.pages` must be set; sources, id and dossier are left alone and not used as evidence.
void extract(Document& document, const Knowledge&);

}  // namespace sohoa
