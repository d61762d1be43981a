#pragma once
#include <string>
#include <string_view>

namespace sohoa::search {

/// What Telex ("quyeets", "ddinhj") or VNI keys ("quye6t1", "d9inh5") would have become with the input method switched on, NFC
/// and lower case; empty when the word holds no such key or the result is no syllable.
std::string as_telex(std::string_view word);

}  // namespace sohoa::search
