#include "pipeline/mend_spaces.hh"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa {
namespace {

constexpr std::size_t kFewestLetters = 3;  // of a spaced word; two single letters are more often just that
constexpr double kWordGap = 1.6;           // of the usual gap between spaced letters: here the next word begins
constexpr double kTouching = 0.12;         // of the height: no space is as narrow
constexpr std::size_t kLongest = 48;       // bytes; longer runs are addresses

bool continues_letter(char c) { return (c & 0xC0) == 0x80; }

std::size_t letters_in(std::string_view s) {
  return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](char c) { return !continues_letter(c); }));
}

bool is_letter(const Word& word) {
  const auto parts = text::words(word.text);
  return parts.size() == 1 && parts[0].size() == word.text.size() && letters_in(word.text) == 1 &&
         !(word.text[0] >= '0' && word.text[0] <= '9');
}

int gap(const Word& a, const Word& b) { return b.box->x0 - a.box->x1; }

bool same_line(const Word& a, const Word& b) { return a.box && b.box && a.line == b.line && a.block == b.block; }

Word united(const Word* first, const Word* last) {
  Word whole = *first;
  for (const Word* word = first + 1; word != last; ++word) {
    whole.text += word->text;
    whole.box = united(*whole.box, *word->box);
    whole.confidence = std::min(whole.confidence, word->confidence);
  }
  return whole;
}

/// Where a word can be parted so that every part is a syllable: the ends of the parts when there is one way with the
/// fewest parts, else nothing.
std::vector<std::size_t> parted(std::string_view word) {
  struct Best {
    std::size_t parts = 0, before = 0;
    int ways = 0;
  };
  std::vector<Best> best(word.size() + 1);
  best[0].ways = 1;
  for (std::size_t end = 1; end <= word.size(); ++end) {
    if (end < word.size() && continues_letter(word[end])) continue;
    for (std::size_t begin = end > 16 ? end - 16 : 0; begin < end; ++begin) {
      const Best& before = best[begin];
      if (!before.ways || (begin < word.size() && continues_letter(word[begin])) ||
          !text::is_syllable(word.substr(begin, end - begin)))
        continue;
      const std::size_t parts = before.parts + 1;
      Best& here = best[end];
      if (here.ways && parts > here.parts) continue;
      if (here.ways && parts == here.parts)
        here.ways += before.ways;
      else
        here = {parts, begin, before.ways};
    }
  }
  std::vector<std::size_t> ends;
  if (best.back().ways != 1) return ends;
  for (std::size_t at = word.size(); at > 0; at = best[at].before) ends.insert(ends.begin(), at);
  return ends;
}

/// The word cut at these bytes, its box by letters.
void cut(const Word& word, const std::vector<std::size_t>& ends, std::vector<Word>& out) {
  const double all = static_cast<double>(letters_in(word.text));
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    Word part = word;
    part.text = word.text.substr(begin, end - begin);
    const double from = static_cast<double>(letters_in(std::string_view(word.text).substr(0, begin))) / all;
    const double to = static_cast<double>(letters_in(std::string_view(word.text).substr(0, end))) / all;
    part.box->x0 = word.box->x0 + static_cast<int>(from * word.box->width());
    part.box->x1 = word.box->x0 + static_cast<int>(to * word.box->width());
    out.push_back(std::move(part));
    begin = end;
  }
}

/// The letters [first, last) as words: apart where gaps are wide, else where syllables end. Nothing when that gives no
/// syllables.
std::vector<Word> words_of_letters(const Word* first, const Word* last) {
  std::vector<int> gaps;
  for (const Word* word = first + 1; word != last; ++word) gaps.push_back(gap(word[-1], *word));
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  const double wide = std::max(1.0, kWordGap * *middle);
  std::vector<Word> words;
  for (const Word* begin = first; begin != last;) {
    const Word* end = begin + 1;
    while (end != last && gap(end[-1], *end) <= wide) ++end;
    const Word whole = united(begin, end);
    begin = end;
    const auto ends = parted(whole.text.substr(0, kLongest + 1));
    if (ends.empty()) return {};
    cut(whole, ends, words);
  }
  return words;
}

/// A glued word without the signs around it, when it can be parted in one way and carries a tone (a foreign name does
/// not).
std::vector<std::size_t> ends_of_glued(const std::string& word) {
  const auto parts = text::words(word);
  if (parts.size() != 1 || parts[0].size() < 6 || parts[0].size() > kLongest || !text::has_tone(parts[0]) ||
      text::is_syllable(parts[0]))
    return {};
  const auto offset = static_cast<std::size_t>(parts[0].data() - word.data());
  auto ends = parted(parts[0]);
  if (ends.size() < 2) return {};
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    // A part of one letter is more likely the end of a word in fragments.
    if (letters_in(parts[0].substr(begin, end - begin)) < 2) return {};
    begin = end;
  }
  for (std::size_t& end : ends) end += offset;
  ends.back() = word.size();
  return ends;
}

}  // namespace

int mend_spaces(std::vector<Word>& words) {
  int mended = 0;
  std::vector<Word> out;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    while (end < words.size() && is_letter(words[end]) && same_line(words[i], words[end])) ++end;
    if (end - i >= kFewestLetters)
      if (auto found = words_of_letters(&words[i], &words[i] + (end - i)); !found.empty() && found.size() < end - i) {
        out.insert(out.end(), found.begin(), found.end());
        i = end;
        ++mended;
        continue;
      }
    Word word = std::move(words[i++]);
    if (word.box && !out.empty() && same_line(out.back(), word) &&
        gap(out.back(), word) < kTouching * word.box->height() && gap(out.back(), word) > -word.box->height() / 2 &&
        text::is_syllable(out.back().text + word.text) &&
        !(text::is_syllable(out.back().text) && text::is_syllable(word.text))) {
      const Word pair[] = {out.back(), word};
      out.back() = united(pair, pair + 2);
      ++mended;
      continue;
    }
    const auto ends = word.box ? ends_of_glued(word.text) : std::vector<std::size_t>{};
    mended += !ends.empty();
    if (ends.empty())
      out.push_back(std::move(word));
    else
      cut(word, ends, out);
  }
  words = std::move(out);
  return mended;
}

}  // namespace sohoa
