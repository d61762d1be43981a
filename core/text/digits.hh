#pragma once
#include <algorithm>
#include <string_view>

namespace sohoa::text {

/// Whether any of the ten ASCII digits is in it.
inline bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace sohoa::text
