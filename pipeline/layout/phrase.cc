#include "pipeline/layout/phrase.hh"

#include <algorithm>
#include <numeric>

#include "core/text/normalize.hh"

namespace sohoa {

std::string key_of(std::string_view text) {
  std::string key;
  for (const char c : text::fold(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  return key;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0]++;
    int least = row[0];
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] != b[j])});
      diagonal = above;
      least = std::min(least, row[j + 1]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(row.back(), limit + 1);
}

// Sellers' algorithm: an edit distance whose match may begin anywhere in the text, with the beginning carried along.
std::optional<PhraseMatch> find_phrase(const std::vector<Word>& words, std::string_view key, int max_errors) {
  struct Cell {
    int errors;
    std::size_t begin;  // word in which the match begins
  };
  std::vector<Cell> column(key.size() + 1);
  for (std::size_t j = 0; j <= key.size(); ++j) column[j] = {static_cast<int>(j), 0};
  std::optional<PhraseMatch> best;
  for (std::size_t w = 0; w < words.size(); ++w) {
    for (const char c : key_of(words[w].text)) {
      Cell diagonal{0, w};
      column[0] = {0, w};
      for (std::size_t j = 0; j < key.size(); ++j) {
        const Cell left = column[j + 1];
        Cell cell{diagonal.errors + (key[j] != c), diagonal.begin};
        if (left.errors + 1 < cell.errors) cell = {left.errors + 1, left.begin};
        if (column[j].errors + 1 < cell.errors) cell = {column[j].errors + 1, column[j].begin};
        diagonal = left;
        column[j + 1] = cell;
      }
      const Cell& end = column[key.size()];
      if (end.errors <= max_errors && (!best || end.errors < best->errors)) best = PhraseMatch{end.begin, w + 1, end.errors};
    }
  }
  return best;
}

bool is_phrase(std::string_view text, std::string_view key, int max_errors) {
  return edit_distance(key_of(text), key, max_errors) <= max_errors;
}

bool begins_with_phrase(std::string_view text, std::string_view key, int max_errors) {
  const std::string have = key_of(text);
  for (int size = static_cast<int>(key.size()) + max_errors; size >= static_cast<int>(key.size()) - max_errors; --size)
    if (size <= static_cast<int>(have.size()) && size > 0 &&
        edit_distance(std::string_view(have).substr(0, static_cast<std::size_t>(size)), key, max_errors) <= max_errors)
      return true;
  return false;
}

}  // namespace sohoa
