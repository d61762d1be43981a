#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// What printed phrases are compared by: folded letters and digits only, so that lost marks and spaces do not count.
/// "Nơi nhận:" → "noinhan".
std::string key_of(std::string_view text);

/// Levenshtein distance in bytes; gives up and returns limit + 1 as soon as it must be larger.
int edit_distance(std::string_view a, std::string_view b, int limit = 1000);

/// Words [first, last) of a line, and in how many letters they differ from the phrase sought.
struct PhraseMatch {
  std::size_t first = 0, last = 0;
  int errors = 0;
};

/// The best place of a phrase (given as its key) among words, wherever their spaces fell, with at most `max_errors`
/// letters wrong, missing or added. Of equals the first.
std::optional<PhraseMatch> find_phrase(const std::vector<Word>& words, std::string_view key, int max_errors);

/// Whether a text is the phrase (a key), up to `max_errors` letters.
bool is_phrase(std::string_view text, std::string_view key, int max_errors);

/// Whether a text begins with the phrase (a key), up to `max_errors` letters.
bool begins_with_phrase(std::string_view text, std::string_view key, int max_errors);

}  // namespace sohoa
