#pragma once
#include <string>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

/// A picture (PNG bytes) of a box of the page with some paper around it, framed, so that a person can judge what stands there. `page.n`
/// is the page of the source. Fails as render() does, and with unsupported for plain texts.
Result<std::string> crop_png(PageSource&, const Page&, const Box&);

}  // namespace sohoa
