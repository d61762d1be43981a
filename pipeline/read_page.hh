#pragma once
#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/ocr/engine.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// Bumped by hand whenever reading the same page could give other words: part of the reading key.
inline constexpr int kReadingVersion = 40;

/// Reads page `n` (1-based): its own text layer when that is good, else by recognition of the straightened, cleaned
/// page. Defects of the page become its issues; an error means the page could not be read at all.
Result<Page> read_page(PageSource&, int n, OcrEngine&);

}  // namespace sohoa
