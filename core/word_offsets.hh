#pragma once
#include <cstddef>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// Where in text_of(page) each word begins, in bytes.
std::vector<std::size_t> word_offsets(const Page&);

}  // namespace sohoa
