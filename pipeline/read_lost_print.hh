#pragma once
#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/image/image.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {

/// Printed words beside ink that the reading of the whole page lost ("/QĐ-ABC" behind a number, "tháng" behind a day) are read once more
/// from their row by itself, without coloured ink, and put among the words of the page. `to_image` as for read_slots.
Result<> read_lost_print(Page&, const Image&, const Affine& to_image, OcrEngine&);

}  // namespace sohoa
