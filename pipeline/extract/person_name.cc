#include "pipeline/extract/person_name.hh"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr std::array<std::string_view, 20> kRanks{"dai", "thuong", "trung", "thieu", "tuong", "ta", "ts", "ths", "pgs", "gs",
                                                  "bs", "bsck1", "bsck2", "bscki", "bsckii", "ck1", "cki", "ck2", "ckii", "ks"};

bool is_rank(const Word& word) { return std::find(kRanks.begin(), kRanks.end(), key_of(word.text)) != kRanks.end(); }

bool begins_large(std::string_view letters) {
  const std::string word(letters);
  return text::lower(word) != word && sentence_case(word) == word;
}

/// The words without signs at their ends; words run together over a dot ("TS.Nguyễn") are parted. Nothing when one holds a digit.
std::vector<Word> plain_words(const std::vector<Word>& words) {
  std::vector<Word> plain;
  for (const Word& word : words) {
    const auto letters = text::words(word.text);
    if (letters.empty()) continue;
    const std::string key = key_of(word.text);
    if (key.empty() || key.find_first_of("0123456789") != std::string::npos) return {};
    // A speck beside the name: one small letter the engine doubts.
    if (key.size() == 1 && word.confidence < 0.6 && text::lower(word.text) == word.text) continue;
    const bool run = letters.size() == 2 && begins_large(letters[1]) && key_of(letters[0]).size() > 1;
    Word piece = word;
    if (run) {
      piece.text = letters[0];
      plain.push_back(piece);
      piece.text = letters[1];
    } else {
      piece.text = trimmed_signs(word.text);
    }
    plain.push_back(piece);
  }
  return plain;
}

/// Whether a name has a hook where this one has an acute: of "Thể" and "Thế", "Tuyển" and "Tuyến" the acute is what blurred print becomes.
bool has_hook_twin(const std::string& spelling, const std::set<std::string>& same_letters) {
  static constexpr std::pair<std::string_view, std::string_view> kTwins[] = {{"ấ", "ẩ"}, {"ế", "ể"}, {"ố", "ổ"}, {"ắ", "ẳ"}, {"ớ", "ở"}, {"ứ", "ử"},
                                                                             {"á", "ả"}, {"é", "ẻ"}, {"í", "ỉ"}, {"ó", "ỏ"}, {"ú", "ủ"}, {"ý", "ỷ"}};
  return std::any_of(std::begin(kTwins), std::end(kTwins), [&](const auto& twin) {
    const auto at = spelling.find(twin.first);
    return at != std::string::npos && same_letters.count(std::string(spelling).replace(at, twin.first.size(), twin.second)) > 0;
  });
}

/// Chance that a word of a name is misread. Measured on 812 drawn names under strokes and arcs of seals (docs/fields.md): of words
/// no name has most are wrong, however sure the engine is; of those no other name differs from in marks alone hardly any; most
/// often lost is a tone mark. In clean print, on 1,056 drawn names, of 2,700 words that names have and the engine is sure of two were wrong,
/// both an acute for a hook. What only other vowels part is sure where the engine nearly is.
double word_doubt(const Word& word, const std::map<std::string, std::set<std::string>>& names, NamePrint print) {
  constexpr double kSure = 0.97, kClean = 0.003, kTwin = 0.008, kTwinUnderInk = 0.03;
  const double unsure = 1.0 - word.confidence;
  const auto same_letters = names.find(text::fold(word.text));
  const std::string spelling = text::canonical(word.text);
  if (same_letters == names.end() || !same_letters->second.count(spelling)) return text::is_syllable(word.text) ? 0.15 + unsure : 0.5;
  // Other vowels ("Hoàng", "Hoằng") are hardly ever confused, other tones are.
  const bool only = std::none_of(same_letters->second.begin(), same_letters->second.end(),
                                 [&](const std::string& other) { return other != spelling && text::same_but_tone(other, spelling); });
  if (only && print == NamePrint::clean) return kClean + 0.1 * unsure;
  if (same_letters->second.size() == 1) return 0.005 + 0.1 * unsure;
  if (only) return 0.005 + (unsure < 0.15 ? 0.1 : 1.0) * unsure;
  const bool twin = has_hook_twin(spelling, same_letters->second);
  if (print == NamePrint::clean && word.confidence >= kSure) return twin ? kTwin : kClean;
  const bool may_lack_tone = !text::has_tone(spelling) && std::any_of(same_letters->second.begin(), same_letters->second.end(), [&](const std::string& other) {
    return other != spelling && text::has_tone(other) && text::adds_marks(spelling, other);
  });
  return (twin ? kTwinUnderInk : may_lack_tone ? 0.025 : 0.01) + (unsure < 0.15 ? 0.3 : 1.0) * unsure;
}

/// Mends the surname where its letters allow one only; returns whether it did. A word that names have further behind stays: it may
/// be what follows a surname that was not read.
bool mend_surname(Word& word, const Knowledge& known) {
  const auto same_letters = known.surname_spellings.find(text::fold(word.text));
  if (same_letters == known.surname_spellings.end() || same_letters->second.size() != 1) return false;
  const std::string& only = *same_letters->second.begin();
  if (known.name_spellings.at(text::fold(word.text)).count(text::canonical(word.text))) return false;
  word.text = sentence_case(only);
  return true;
}

/// A first word that names have only further behind, and that one surname spells with marks more ("Trân", "Trần"): likelier that a mark was
/// lost than the surname, but it may have been; returns whether it did.
bool guess_surname(Word& word, const Knowledge& known) {
  const auto same_letters = known.surname_spellings.find(text::fold(word.text));
  const std::string read = text::canonical(word.text);
  if (same_letters == known.surname_spellings.end() || same_letters->second.size() != 1 || known.surnames.count(read)) return false;
  const std::string& only = *same_letters->second.begin();
  if (!text::adds_marks(read, only)) return false;
  word.text = sentence_case(only);
  return true;
}

}  // namespace

PersonName person_name(const std::vector<Word>& line, const Knowledge& known, NamePrint print) {
  std::vector<Word> words = plain_words(line);
  while (words.size() > 2 && is_rank(words.front()) && !(key_of(words.front().text) == "ta" && words.size() < 4))
    words.erase(words.begin());
  if (words.size() < 2 || words.size() > 5) return {};

  PersonName name;
  name.plausible = true;
  for (const Word& word : words) {
    const std::string lower = text::lower(word.text);
    if (lower == word.text) return {};
    if (text::upper(word.text) == word.text && lower.size() > 2) return {};  // titles stand in capitals
    name.plausible = name.plausible && sentence_case(lower) == word.text && text::is_syllable(word.text);
    name.read += (name.read.empty() ? "" : " ") + word.text;
  }
  const bool mended = words.size() > 2 && mend_surname(words.front(), known);
  const bool guessed = !mended && words.size() > 2 && guess_surname(words.front(), known);
  name.surname = known.surnames.count(text::canonical(words.front().text)) > 0;
  name.doubt = mended ? 0.02 : guessed ? 0.1 : 0.0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    name.text += (name.text.empty() ? "" : " ") + words[i].text;
    name.word_doubts.push_back(word_doubt(words[i], i == 0 ? known.surname_spellings : known.name_spellings, print));
    name.doubt += name.word_doubts.back();
  }
  if (!name.plausible) name.doubt += 0.3;
  // Few names have two words; more often the surname was lost under a seal.
  if (words.size() == 2) name.doubt += 0.1;
  name.doubt = std::min(name.doubt, 1.0);
  if (!mended && !guessed) name.read.clear();
  return name;
}

}  // namespace sohoa
