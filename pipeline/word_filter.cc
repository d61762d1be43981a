#include "pipeline/word_filter.hh"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <string_view>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa {
namespace {

constexpr double kSureSign = 0.6;   // for a word without letters and digits
constexpr double kSureWord = 0.2;   // for a word that is no syllable
constexpr double kSureLine = 0.45;  // mean a line must reach when no word of it is clear
constexpr double kClear = 0.7;
constexpr double kBesideRule = 0.79;
constexpr std::string_view kRule = "|";  // a sign no document is written with
constexpr double kTall = 4.0;  // times the usual height

bool has_letters(const std::string& s) { return !text::words(s).empty(); }

int usual_height(const std::vector<Word>& words) {
  std::vector<int> heights;
  for (const Word& word : words)
    if (word.box) heights.push_back(word.box->height());
  if (heights.empty()) return 0;
  std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
  return heights[heights.size() / 2];
}

bool is_junk(const Word& word, int usual) {
  if (word.text.find_first_not_of(kRule) == std::string::npos) return true;
  if (text::has_digit(word.text)) return false;
  if (!has_letters(word.text)) return word.confidence < kSureSign;
  if (word.box && usual > 0 && word.box->height() > kTall * usual && word.confidence < kClear) return true;
  return word.confidence < kSureWord && !text::is_syllable(word.text);
}

/// The rest becomes the word; what was read stays as `raw`.
void keep(Word& word, std::string_view rest) {
  if (rest.size() == word.text.size()) return;
  if (word.raw.empty()) word.raw = word.text;
  word.text = std::string(rest);
}

/// What is left of a vertical rule beside a word, or of a border between two. A letter may be under it: the word is not sure.
void strip_rules(Word& word) {
  std::string_view rest = word.text;
  while (rest.size() > 1 && rest.starts_with(kRule)) rest.remove_prefix(kRule.size());
  while (rest.size() > 1 && rest.ends_with(kRule)) rest.remove_suffix(kRule.size());
  if (rest.size() < word.text.size()) word.confidence = std::min(word.confidence, kBesideRule);
  keep(word, rest);
}

/// Specks and the ends of rules stick to the first letter of a line: signs no Vietnamese word begins with.
void strip_specks(Word& word) {
  if (text::has_digit(word.text)) return;
  static constexpr std::string_view kSpecks[] = {"'", "`", "‘", "|", "_", "^", "ˆ", "¡", "~", "¬"};
  std::string_view rest = word.text;
  const auto speck = [&] { return std::find_if(std::begin(kSpecks), std::end(kSpecks), [&](auto s) { return rest.starts_with(s); }); };
  for (auto s = speck(); s != std::end(kSpecks); s = speck()) rest.remove_prefix(s->size());
  if (has_letters(std::string(rest))) keep(word, rest);
}

struct LineSum {
  int words = 0;
  double confidence = 0;
  bool clear = false;  // some word can be trusted
};

void number_anew(std::vector<Word>& words) {
  int line = -1, block = -1, old_line = -1, old_block = -1;
  for (Word& word : words) {
    if (word.line != old_line) old_line = word.line, ++line;
    if (word.block != old_block) old_block = word.block, ++block;
    word.line = line;
    word.block = block;
  }
}

}  // namespace

void drop_junk(std::vector<Word>& words) {
  for (Word& word : words) strip_specks(word);
  const int usual = usual_height(words);
  std::erase_if(words, [&](const Word& word) { return is_junk(word, usual); });
  std::map<int, LineSum> lines;
  for (const Word& word : words) {
    LineSum& line = lines[word.line];
    ++line.words;
    line.confidence += word.confidence;
    line.clear = line.clear || text::has_digit(word.text) || (word.confidence > kClear && text::is_syllable(word.text));
  }
  std::erase_if(words, [&](const Word& word) {
    const LineSum& line = lines[word.line];
    return !line.clear && line.confidence / line.words < kSureLine;
  });
  number_anew(words);
}

void take_off_rules(std::vector<Word>& words) {
  for (Word& word : words) strip_rules(word);
}

}  // namespace sohoa
