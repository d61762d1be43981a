#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sohoa {

/// What a word is looked up by: with its marks (text::canonical) and without (text::fold). Both short enough for a term.
struct WordForm {
  std::string exact;   // "quyết"
  std::string folded;  // "quyet"
  bool marked = false; // whether the two differ in more than the spelling of i and y: somebody typed a mark
};

/// Remembers the forms of words seen: a language of syllables repeats itself, and Unicode is slow. One thread at a time.
class WordForms {
 public:
  /// Valid until the next call.
  const WordForm& of(std::string_view word);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, WordForm, Hash, std::equal_to<>> known_;
};

}  // namespace sohoa
