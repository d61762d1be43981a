#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The QR codes of a grey page image, whichever way they lie, decoded; boxes in its pixels. What they say was printed by anybody:
/// the text is cleaned of control characters and cut where it is long.
std::vector<Barcode> find_barcodes(const Image& grey);

}  // namespace sohoa
