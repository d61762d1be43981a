#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sohoa::text {

/// The text of a file in UTF-8, whatever it was saved in: UTF-8, UTF-16 (by its byte order mark or its zeros), an 8-bit
/// encoding of Vietnamese, or such codes saved as Unicode; some words of each too. nullopt when it makes no sense in
/// any.
std::optional<std::string> text_of_bytes(std::string_view bytes);

}  // namespace sohoa::text
