#include "search/telex.hh"

#include <vector>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa::search {
namespace {

constexpr std::string_view kVowels = "aeiouy";
constexpr std::string_view kCircumflex = "\u0302", kHorn = "\u031B", kBreve = "\u0306";

/// A letter with the mark that makes it another one (â, ă, ơ), before its tone.
struct Letter {
  char base;
  std::string_view mark;
};

struct Syllable {
  std::vector<Letter> letters;
  std::string_view tone;
  bool keys = false;  // some key was no letter
};

std::string_view telex_tone(char c) {
  switch (c) {
    case 's': return "\u0301";
    case 'f': return "\u0300";
    case 'r': return "\u0309";
    case 'x': return "\u0303";
    case 'j': return "\u0323";
    default: return {};
  }
}

std::string_view vni_tone(char c) {
  constexpr std::string_view kKeys = "sfrxj";  // 1 … 5
  return c >= '1' && c <= '5' ? telex_tone(kKeys[static_cast<std::size_t>(c - '1')]) : std::string_view();
}

bool is_vowel(char c) { return kVowels.find(c) != std::string_view::npos; }

/// Gives the last of the letters in `bases` the mark; "uo" takes a horn on both.
bool mark_last(Syllable& s, std::string_view bases, std::string_view mark) {
  for (std::size_t i = s.letters.size(); i > 0; --i) {
    Letter& letter = s.letters[i - 1];
    if (bases.find(letter.base) == std::string_view::npos || !letter.mark.empty()) continue;
    letter.mark = mark;
    if (mark == kHorn && letter.base == 'o' && i > 1 && s.letters[i - 2].base == 'u' && (i < 3 || s.letters[i - 3].base != 'q'))
      s.letters[i - 2].mark = kHorn;
    return s.keys = true;
  }
  return false;
}

bool has_vowel(const Syllable& s) {
  for (const Letter& letter : s.letters)
    if (is_vowel(letter.base)) return true;
  return false;
}

/// w: ă, ơ, ư, whichever letter is there to take it; alone it is ư.
void press_w(Syllable& s) {
  if (mark_last(s, "ou", kHorn) || mark_last(s, "a", kBreve)) return;
  s.letters.push_back({'u', kHorn});
  s.keys = true;
}

void press_telex(Syllable& s, char c) {
  const std::string_view tone = telex_tone(c);
  if (!tone.empty() && has_vowel(s)) {
    s.tone = tone;
    s.keys = true;
  } else if (c == 'w') {
    press_w(s);
  } else if (c == 'd' && !s.letters.empty() && s.letters.front().base == 'd' && s.letters.front().mark.empty()) {
    s.letters.front().mark = "đ";
    s.keys = true;
  } else if ((c == 'a' || c == 'e' || c == 'o') && mark_last(s, std::string_view(&c, 1), kCircumflex)) {
  } else {
    s.letters.push_back({c, {}});
  }
}

void press_vni(Syllable& s, char c) {
  if (const std::string_view tone = vni_tone(c); !tone.empty()) {
    s.tone = tone;
    s.keys = true;
  } else if (c == '6') {
    mark_last(s, "aeo", kCircumflex);
  } else if (c == '7') {
    mark_last(s, "ou", kHorn);
  } else if (c == '8') {
    mark_last(s, "a", kBreve);
  } else if (c == '9' && !s.letters.empty() && s.letters.front().base == 'd') {
    s.letters.front().mark = "đ";
    s.keys = true;
  } else {
    s.letters.push_back({c, {}});
  }
}

/// The letter that bears the tone: one with a mark of its own (the last), else by the rules of spelling.
std::size_t bearer(const std::vector<Letter>& letters) {
  std::size_t first = letters.size(), end = 0, marked = letters.size();
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!is_vowel(letters[i].base)) continue;
    const bool glide = i > 0 && i + 1 < letters.size() && is_vowel(letters[i + 1].base) &&
                       ((letters[i].base == 'u' && letters[i - 1].base == 'q') || (letters[i].base == 'i' && letters[i - 1].base == 'g'));
    if (glide) continue;
    if (first == letters.size()) first = i;
    end = i + 1;
    if (!letters[i].mark.empty()) marked = i;
  }
  if (marked < letters.size()) return marked;
  if (end < letters.size()) return end > 0 ? end - 1 : letters.size();  // before a consonant: the last vowel
  return end - first >= 3 ? first + 1 : first;
}

std::string spelled(const Syllable& s) {
  const std::size_t toned = s.tone.empty() ? s.letters.size() : bearer(s.letters);
  std::string out;
  for (std::size_t i = 0; i < s.letters.size(); ++i) {
    if (s.letters[i].mark == "đ") {
      out += "đ";
      continue;
    }
    out += s.letters[i].base;
    out += s.letters[i].mark;
    if (i == toned) out += s.tone;
  }
  return text::canonical(text::normalize(out));
}

std::string pressed(std::string_view word, void (*press)(Syllable&, char)) {
  Syllable s;
  for (const char c : word) press(s, c);
  const std::string out = spelled(s);
  return s.keys && text::is_syllable(out) ? out : std::string();
}

}  // namespace

std::string as_telex(std::string_view word) {
  constexpr std::size_t kLongest = 12;
  const std::string keys = text::lower(word);
  if (keys.size() > kLongest || keys.empty() || keys.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos) return {};
  const bool digits = keys.find_first_of("0123456789") != std::string::npos;
  return pressed(keys, digits ? press_vni : press_telex);
}

}  // namespace sohoa::search
