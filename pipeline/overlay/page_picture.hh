#pragma once
#include <string>
#include <vector>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// A picture (JPEG bytes) of the whole page, upright and straight as its boxes are meant, `width` pixels wide; `hidden` boxes are
/// painted over. `page.n` is the page of the source. Fails as render() does, and with unsupported for plain texts.
Result<std::string> page_jpeg(PageSource&, const Page&, int width, const std::vector<Box>& hidden);

}  // namespace sohoa
