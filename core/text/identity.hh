#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/page.hh"

namespace sohoa::text {

/// Where a text may hold a person's identity number, as byte ranges: 12 digits (căn cước, Luật Căn cước 2023) or 9 (chứng minh nhân
/// dân), in a row, in groups of threes, or each in a box of its own; dots or spaces between, and « » around what was found. Groups
/// that may be figures of a table or money ("120 135 142") are one only where the text speaks of such numbers, or what stands around it
/// may have (`said`: a cell, a field by itself).
std::vector<std::pair<std::size_t, std::size_t>> identity_numbers(std::string_view, bool said = false);

/// Whether a word or text is, or holds, what may be one.
bool has_identity_number(std::string_view);
/// A number may be set over several words.
bool has_identity_number(const Page&);

/// The text with such numbers hidden but for their last three digits: "•••••••••123".
std::string without_identity_numbers(std::string_view, bool said = false);
/// The same for the words of a page.
void hide_identity_numbers(Page&);

/// The places of the words that hold such a number or a part of one, and of codes that say one.
std::vector<Box> identity_places(const Page&);

}  // namespace sohoa::text
