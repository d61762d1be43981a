#pragma once
#include <string>
#include <string_view>

namespace sohoa::text {

/// Whether a word is, or holds, what may be a person's identity number: 12 digits in a row (căn cước, Luật Căn cước 2023) or 9
/// (chứng minh nhân dân), with dots or spaces between threes or without.
bool has_identity_number(std::string_view);

/// The text with such numbers hidden but for their last three digits: "•••••••••123".
std::string without_identity_numbers(std::string_view);

}  // namespace sohoa::text
