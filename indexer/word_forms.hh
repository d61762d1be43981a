#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/text/string_map.hh"

namespace sohoa {

/// What a word is looked up by: with its marks (text::canonical) and without (text::fold). Both short enough for a term.
struct WordForm {
  std::string exact;   // "quyết"
  std::string folded;  // "quyet"
  bool marked = false; // whether the two differ in more than the spelling of i and y: somebody typed a mark
  std::uint32_t exact_id = 0, folded_id = 0;  // the same for the same form, quicker to compare
};

/// Remembers the forms of words seen: a language of syllables repeats itself, and Unicode is slow. One thread at a time.
class WordForms {
 public:
  /// Valid, like its ids, until bound() is called.
  const WordForm& of(std::string_view word);
  /// Forgets all when they have become too many: a flood of OCR noise; the common words are back at once.
  void bound();

 private:
  std::uint32_t id_of(const std::string& form);

  text::StringMap<WordForm> known_;
  text::StringMap<std::uint32_t> ids_;
};

}  // namespace sohoa
