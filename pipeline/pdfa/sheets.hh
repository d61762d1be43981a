#pragma once
#include <cstddef>
#include <span>

#include "core/result.hh"
#include "pipeline/pdfa/qpdf.hh"
#include "pipeline/source/source.hh"

namespace sohoa::pdfa {

/// Fills an empty PDF with a page for every image of the file, as large as the scanned sheet, pixels kept as they are.
Result<> add_sheets(QPDF&, std::span<const std::byte> bytes, PageSource&);

}  // namespace sohoa::pdfa
