#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/flow.hh"

namespace sohoa {

/// Acts cited by their name alone, each once, with the byte they begin at: what the text rests on
/// ("Căn cứ Luật Đất đai, Luật Nhà ở"), and laws of which a part is meant ("Điều 12 Luật Thanh
/// tra").
std::vector<std::pair<std::size_t, Citation>> find_named_acts(const Flow&);

}  // namespace sohoa
