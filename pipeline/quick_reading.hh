#pragma once
#include <optional>
#include <vector>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {

/// How well words (boxes at 300 dpi, lines numbered) agree with what the engine reads in a few of their lines: share of
/// words read the same, 0..1; nullopt when there are too few lines to say. `grey` is the page at the engine's usual
/// resolution.
Result<std::optional<double>> agreement(const std::vector<Word>& words, const Image& grey, OcrEngine&);

}  // namespace sohoa
