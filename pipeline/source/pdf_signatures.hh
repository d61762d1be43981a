#pragma once
#include <span>
#include <vector>

#include "core/signature.hh"

class QPDF;

namespace sohoa {

/// The digital signatures whose field stands on page `n` (1-based), in the order of the file's fields; those that are shown
/// nowhere belong to page 1. Each is checked against `bytes`, the file. Boxes are in pixels of the upright page at 300 dpi.
/// A file that cannot be understood has none.
std::vector<Signature> pdf_signatures(QPDF&, std::span<const std::byte> bytes, int n);

}  // namespace sohoa
