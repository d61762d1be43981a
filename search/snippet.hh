#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/word_forms.hh"

namespace sohoa::search {

/// A word to look for in a text: by its marks, or without them. `weight` says how much it is worth showing.
struct Wanted {
  std::string form;
  bool folded = false;
  double weight = 1.0;
  bool operator==(const Wanted&) const = default;
};

/// What made a document match. Words of a phrase count only where they stand together.
struct Wanteds {
  std::vector<Wanted> words;
  std::vector<std::vector<Wanted>> phrases;
};

/// A passage of a document. `found` are byte ranges of `text`, ascending, neighbours joined. `page` is its page, 0 = none, and
/// `on_page` the byte ranges of all that was found there, in the text of the whole page.
struct Snippet {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> found;
  int page = 0;
  std::vector<std::pair<std::size_t, std::size_t>> on_page{};
};

/// The passage that shows most of what was wanted, or the beginning when it shows nothing.
Snippet best_snippet(const std::vector<std::pair<int, std::string>>& pages, const Wanteds&, WordForms&, int words = 36);

/// All that was wanted and stands in a text, as byte ranges of it, ascending.
std::vector<std::pair<std::size_t, std::size_t>> found_in(std::string_view text, const Wanteds&, WordForms&);

/// The snippet with the found words between `open` and `close`.
std::string marked(const Snippet&, std::string_view open, std::string_view close);

}  // namespace sohoa::search
