#include "search/complete.hh"

#include <algorithm>
#include <utility>

#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kShortest = 2;        // letters
constexpr std::size_t kMostLooked = 2'000;  // words or numbers that begin so

/// What may be typed, and how many documents have it.
using Choices = std::vector<std::pair<Xapian::doccount, std::string>>;

std::vector<std::string> best(Choices choices, std::size_t most) {
  std::ranges::stable_sort(choices, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (auto& [count, text] : choices)
    if (out.size() < most) out.push_back(std::move(text));
  return out;
}

/// The spelling most documents have, of those that keep the marks already typed; the word itself when there is none.
std::string spelled(const Xapian::Database& index, const std::string& folded, std::string_view typed) {
  std::string out = folded;
  Xapian::doccount most = index.get_termfreq(folded);
  const auto keeps = [&](const std::string& word) {
    for (std::size_t size = typed.size(); size <= word.size(); ++size)
      if (text::adds_marks(typed, std::string_view(word).substr(0, size))) return true;
    return false;
  };
  for (auto i = index.synonyms_begin(folded); i != index.synonyms_end(folded); ++i)
    if (const Xapian::doccount count = index.get_termfreq(*i); count > most && keeps(*i)) {
      most = count;
      out = *i;
    }
  return out;
}

Choices words_from(const Xapian::Database& index, const std::string& before, const std::string& folded) {
  Choices out;
  std::size_t looked = 0;
  auto word = index.spellings_begin();
  if (word != index.spellings_end()) word.skip_to(folded);
  for (; word != index.spellings_end() && (*word).starts_with(folded) && looked < kMostLooked; ++word, ++looked) {
    const Xapian::doccount count = index.get_termfreq(before.empty() ? schema::folded_term(*word) : schema::pair_term(before, *word));
    if (count > 0) out.emplace_back(count, *word);
  }
  return out;
}

std::vector<std::string> numbers_from(const Xapian::Database& index, std::string_view typed, std::size_t most) {
  const std::string prefix = schema::number_term(schema::kNumber, typed);
  Choices out;
  std::size_t looked = 0;
  for (auto i = index.allterms_begin(prefix); i != index.allterms_end(prefix) && looked < kMostLooked; ++i, ++looked)
    out.emplace_back(i.get_termfreq(), text::upper((*i).substr(schema::kNumber.size() + 1)));
  return best(std::move(out), most);
}

}  // namespace

std::vector<std::string> completions(const Xapian::Database& index, WordForms& forms, std::string_view bytes, std::size_t most) {
  const std::string typed = text::normalize(bytes);
  const std::vector<std::string_view> words = text::words(typed);
  if (words.empty() || words.back().data() + words.back().size() != typed.data() + typed.size()) return {};
  const std::string last(words.back()), folded = forms.of(last).folded;
  if (words.front().find_first_not_of("0123456789") == std::string_view::npos && typed.find_first_of(" \t") == std::string::npos)
    return numbers_from(index, typed, most);
  if (folded.size() < kShortest) return {};
  const std::string before = words.size() > 1 ? forms.of(words[words.size() - 2]).folded : std::string();
  Choices found = words_from(index, before, folded);
  if (found.empty() && !before.empty()) found = words_from(index, "", folded);
  const std::string head = typed.substr(0, typed.size() - last.size());
  std::vector<std::string> out;
  for (const std::string& word : best(std::move(found), most)) out.push_back(head + spelled(index, word, text::lower(last)));
  return out;
}

}  // namespace sohoa::search
