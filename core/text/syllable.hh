#pragma once
#include <string_view>

namespace sohoa::text {

/// Whether a word, in any case and NFC, can be a Vietnamese syllable: onset, vowels, coda and tone fit together
/// (stop codas c ch p t take only sắc or nặng; k gh ngh before e ê i y; ă â never open). Names as Đắk or Krông are not.
bool is_syllable(std::string_view word);

/// Share of the words with letters only that are syllables, 0..1; 1 when there is no such word. A score, not a filter:
/// abbreviations (UBND) and foreign names count against it a little everywhere.
double valid_share(std::string_view text);

}  // namespace sohoa::text
