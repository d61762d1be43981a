#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sohoa::text {

struct StringHash : std::hash<std::string_view> {
  using is_transparent = void;
};

/// Looked into by any kind of string, without copying it.
template <class T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

}  // namespace sohoa::text
