#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa::text {

/// The encodings of Vietnamese from before Unicode. In TCVN3 capital fonts (.VnTimeH) draw small letters as capitals:
/// only the font's name tells.
enum class Legacy { tcvn3, tcvn3_capitals, vni, viscii, cp1258 };

/// Decodes a text in UTF-8 in which every byte of the old encoding stands as the letter a program without its font
/// shows
/// ("C«ng v¨n"). What cannot be of that encoding stays. NFC.
std::string decode(std::string_view text, Legacy);

/// The encoding a font's name promises: ".VnTime", "ABCDEF+.VnTimeH,Bold", "VNI-Times"; nullopt when it promises none.
std::optional<Legacy> legacy_of_font(std::string_view font);

/// The old encoding in which more of the marked words make sense than as they stand; nullopt for Unicode, for other
/// languages and for fewer than three marked words. Never tcvn3_capitals.
std::optional<Legacy> recognize_legacy(std::string_view text);

/// Decodes those of a run of words (of one line, of one font) that are in an old encoding: the run's own, else `usual`.
/// Returns whether any word changed.
bool decode_words(std::vector<std::string>& words, std::optional<Legacy> usual);

/// The same for every line of a text; words are what white space parts.
std::string decode_lines(std::string_view text, std::optional<Legacy> usual);

}  // namespace sohoa::text
