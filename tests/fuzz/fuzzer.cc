#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "targets.hh"

/// libFuzzer's entry: the target named by $SOHOA_FUZZ (preset fuzz).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const sohoa::fuzz::Target* const wanted = [] {
    const char* name = std::getenv("SOHOA_FUZZ");
    for (const sohoa::fuzz::Target& target : sohoa::fuzz::targets())
      if (name && target.name == name) return &target;
    std::abort();  // no such target
  }();
  wanted->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
