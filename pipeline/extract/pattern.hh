#pragma once
#include <re2/re2.h>

#include <string_view>

namespace sohoa {

// For .cc files of this folder only: RE2 as Debian 12 has it knows no std::string_view.
inline re2::StringPiece piece(std::string_view s) { return {s.data(), s.size()}; }
inline bool matches(std::string_view text, const RE2& pattern) { return RE2::PartialMatch(piece(text), pattern); }

}  // namespace sohoa
