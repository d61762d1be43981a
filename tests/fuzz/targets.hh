#pragma once
#include <span>
#include <string_view>

namespace sohoa::fuzz {

/// A parser of ours under any bytes: returns, or is wrong. By its name the corpus of tests/fuzz/corpus/NAME.
struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};
std::span<const Target> targets();

}  // namespace sohoa::fuzz
