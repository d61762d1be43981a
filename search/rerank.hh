#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/text/string_map.hh"
#include "indexer/word_forms.hh"
#include "search/snippet.hh"

namespace sohoa::search {

/// A word of a query in its place. `pair` is how telling it is together with the word before it, 0 when there is none.
struct AskedWord {
  Wanted word;
  std::string folded;
  double pair = 0.0;
};

/// How closely what was asked stands together in a text: a passage that has most of the words and pairs, and the longest run
/// of the query's own words. 0 … kMostCloseness; what the first ranking, which counts words wherever they are, cannot see.
class Closeness {
 public:
  Closeness(const std::vector<AskedWord>&, WordForms&);
  double of(const std::vector<std::pair<int, std::string>>& pages);

 private:
  struct Token {
    int word = -1, folded = -1;  // which distinct word it is, by the form it was asked in, and without marks
  };
  Token token(std::string_view text);
  int pair_of(int folded, int next) const;

  WordForms& forms_;
  std::vector<int> asked_;                        // the query as numbers of words without marks
  std::vector<double> word_weights_, pair_weights_;
  std::vector<int> pairs_;                        // folded × folded → pair, -1 = none
  text::StringMap<int> exact_, folded_;
  std::vector<int> folded_word_;                  // word asked without marks of each folded one, -1 = none
  text::StringMap<Token> known_;
  double all_ = 0.0;
};

/// Chosen by bench_search.py, see docs/search.md: the share of the best possible passage, and of the longest possible run.
inline constexpr double kPassageShare = 1.2, kRunShare = 0.4;

}  // namespace sohoa::search
