#pragma once
#include <string>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// A picture (PNG bytes) of what was read where: the upright page at 150 dpi, its words framed in the colour of their
/// confidence, blocks and lines numbered in reading order, the layers with their kind, a legend below. Fails as render() does,
/// and with unsupported for plain texts.
Result<std::string> overlay_png(PageSource&, const Page&);

}  // namespace sohoa
