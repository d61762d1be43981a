#include <algorithm>
#include <map>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/fields.hh"

namespace sohoa {
namespace {

constexpr int kFewestWords = 12;       // fewer say nothing
constexpr double kVietnamese = 0.35;   // of the words carry marks and are syllables; in print it is about 0.7
constexpr double kForeign = 0.12;      // of the words are the commonest of another language
constexpr double kSecond = 0.08;       // a document in two languages

}  // namespace

/// The language of the body by its words, as ISO 639-1 codes, the most used first: "vi" by syllables with marks, others by their
/// commonest words (data/languages.csv). A list where a second language is used at length.
Field find_language(const FieldInput& in) {
  int words = 0, marked = 0;
  std::map<std::string, int> common;
  Field field;
  for (const Line& line : in.lines)
    for (const Word& printed : line.words)
      for (const std::string_view word : text::words(printed.text)) {
        if (word.empty() || (word.front() >= '0' && word.front() <= '9')) continue;
        ++words;
        if (text::has_marks(word)) marked += text::is_syllable(word);
        else
          for (const auto& [code, list] : in.known.language_words) common[code] += list.contains(text::lower(word));
      }
  if (words < kFewestWords) return field;
  const auto share = [&](int count) { return static_cast<double>(count) / words; };
  std::pair<double, std::string> best;
  for (const auto& [code, count] : common) best = std::max(best, {share(count), code});
  const bool vietnamese = share(marked) >= kVietnamese;
  if (vietnamese) field.values = {"vi"};
  if (best.first >= (vietnamese ? kSecond : kForeign)) field.values.push_back(best.second);
  if (field.values.empty()) return field;
  field.confidence = field.values.size() == 2 ? 0.7 : std::min(0.99, 0.6 + (vietnamese ? share(marked) : 2 * best.first));
  if (!in.lines.empty()) field.evidence = {in.lines.front().page, std::nullopt, "body.language"};
  return field;
}

}  // namespace sohoa
