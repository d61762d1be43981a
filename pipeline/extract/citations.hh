#pragma once
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// Every act the text cites, each once, in order of its first mention; a date printed at any mention counts. The
/// document's own number is none. Acts cited by name only are given where the text rests on them ("Căn cứ Luật …") with
/// an empty number.
std::vector<Citation> find_citations(const Flow&, const Knowledge&, std::string_view own_number);

}  // namespace sohoa
