#include "search/suggest.hh"

#include <cmath>
#include <set>

#include "core/text/normalize.hh"
#include "indexer/schema.hh"
#include "search/telex.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kShortest = 2, kLongest = 12;  // letters of a word that may be corrected
constexpr std::size_t kMostTried = 8;                // words of a query

/// Everything one letter away: without one, with another, with one more, with two exchanged.
std::set<std::string> one_away(const std::string& word) {
  constexpr std::string_view kLetters = "abcdeghiklmnopqrstuvxyfjwz";
  std::set<std::string> out;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    if (i < word.size()) out.insert(std::string(word).erase(i, 1));
    if (i + 1 < word.size()) {
      std::string swapped = word;
      std::swap(swapped[i], swapped[i + 1]);
      out.insert(std::move(swapped));
    }
    for (const char c : kLetters) {
      if (i < word.size()) out.insert(std::string(word).replace(i, 1, 1, c));
      out.insert(std::string(word).insert(i, 1, c));
    }
  }
  out.erase(word);
  return out;
}

class Corrector {
 public:
  Corrector(const Xapian::Database& index, WordForms& forms) : index_(index), forms_(forms) {}

  bool unknown(std::string_view word) const {
    const WordForm& form = forms_.of(word);
    return !form.folded.empty() && !index_.term_exists(schema::folded_term(form.folded));
  }

  /// What the word should have been, with marks if Telex says so; empty when nothing fits. Neighbours are without marks.
  std::string corrected(std::string_view word, const std::string& before, const std::string& after) {
    if (const std::string typed = as_telex(word); !typed.empty() && trusted(text::fold(typed))) return typed;
    const std::string folded = forms_.of(word).folded;
    if (folded.size() < kShortest || folded.size() > kLongest || folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) return {};
    std::string best;
    double best_worth = 0.0;
    for (const std::string& candidate : one_away(folded)) {
      if (!trusted(candidate)) continue;
      const double worth = frequency(schema::folded_term(candidate)) +
                           4.0 * (before.empty() ? 0.0 : frequency(schema::pair_term(before, candidate))) +
                           4.0 * (after.empty() ? 0.0 : frequency(schema::pair_term(candidate, after)));
      if (worth > best_worth) {
        best_worth = worth;
        best = candidate;
      }
    }
    return best;
  }

 private:
  bool trusted(const std::string& folded) const {
    auto i = index_.spellings_begin();
    if (i == index_.spellings_end()) return false;
    i.skip_to(folded);
    return i != index_.spellings_end() && *i == folded && index_.term_exists(schema::folded_term(folded));
  }

  double frequency(const std::string& term) const { return std::log1p(static_cast<double>(index_.get_termfreq(term))); }

  const Xapian::Database& index_;
  WordForms& forms_;
};

}  // namespace

std::string suggestion(const QueryTree& tree, const Xapian::Database& index, WordForms& forms) {
  Corrector corrector(index, forms);
  QueryTree out = tree;
  std::size_t tried = 0;
  bool corrected = false;
  const auto word_at = [&](std::size_t i) {
    const bool plain = i < out.clauses.size() && out.clauses[i].any.size() == 1 && out.clauses[i].any.front().kind == ItemKind::word;
    return plain ? &out.clauses[i].any.front().text : nullptr;
  };
  for (std::size_t i = 0; i < out.clauses.size() && tried < kMostTried; ++i) {
    std::string* word = word_at(i);
    if (!word || !corrector.unknown(*word)) continue;
    ++tried;
    const std::string* before = i > 0 ? word_at(i - 1) : nullptr;
    const std::string* after = word_at(i + 1);
    std::string next = after ? as_telex(*after) : std::string();  // the next one may be left over from Telex too
    if (after && next.empty()) next = *after;
    std::string better = corrector.corrected(*word, before ? text::fold(*before) : "", text::fold(next));
    if (better.empty()) continue;
    *word = std::move(better);
    corrected = true;
  }
  return corrected ? print(out) : std::string();
}

}  // namespace sohoa::search
