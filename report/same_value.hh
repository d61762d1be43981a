#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/field_table.hh"

namespace sohoa {

// When a value counts as that of a hand label. People write the same thing in several ways; what differs here is wrong.

/// Words in small letters, the old and the new place of a tone mark (hoà, hòa) as one.
std::vector<std::string> compared_words(std::string_view);

/// A document number without spaces, points and leading zeros, in capitals.
std::string compared_number(std::string_view);

/// Whether `got` says what the label says: numbers, dates and words alike; an issuer's own name with or without its parent, two words
/// off by a letter each; a subject with at most a tenth of its characters off; a signer without rank or degree; a title with or
/// without those signed for; recipients one by one, in
/// their order, each as a subject.
bool same_value(FieldId, const std::string& label, const std::string& got);

/// Whether most of the wanted words are there, and at most `slack` times as many words in all.
bool covers(std::string_view wanted, std::string_view got, std::size_t slack);

}  // namespace sohoa
