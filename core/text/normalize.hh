#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sohoa::text {

/// NFC; bytes that are not UTF-8 become U+FFFD; no-break and zero-width spaces, soft hyphens and byte order marks become
/// plain spaces or nothing; Ð, ð, Ɖ (other alphabets' letters) become Đ, đ. Everything that enters passes through here once.
std::string normalize(std::string_view);

/// Lower case by Unicode rules (Đ → đ, Ủ → ủ). Input and result NFC.
std::string lower(std::string_view);
std::string upper(std::string_view);

/// Lower case without any mark: "Quyết định" → "quyet dinh", "Đường" → "duong".
std::string fold(std::string_view);

/// Lower case with one spelling for one syllable: the tone mark's place in open oa, oe, uy (hoà → hòa) and i/y in open
/// one-vowel syllables after h k l m s t qu or nothing (kĩ → kỹ, qui → quy). The key words are compared and indexed by.
std::string canonical(std::string_view);

/// Whether any letter carries a mark fold() would remove, đ included.
bool has_marks(std::string_view);

/// Whether a letter carries one of the five tone marks (à ả ã á ạ).
bool has_tone(std::string_view);

/// Whether two words differ in nothing but their tones: "Tấn", "Tân". Equal words: true.
bool same_but_tone(std::string_view, std::string_view);

/// Whether the second is the first with nothing but marks added: "quyêt" → "quyết", "duoc" → "được". Equal words: true.
bool adds_marks(std::string_view plainer, std::string_view fuller);

/// The words of a text: runs of letters, digits and combining marks, as slices of the input.
std::vector<std::string_view> words(std::string_view);

/// Columns a terminal needs for the text (wide letters count two, combining marks none).
int display_width(std::string_view);

}  // namespace sohoa::text
