#include "core/text/normalize.hh"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace sohoa::text {
namespace {

using icu::UnicodeString;

const icu::Normalizer2& nfc_form() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFC data");
  return *form;
}

const icu::Normalizer2& nfd_form() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFD data");
  return *form;
}

UnicodeString from_utf8(std::string_view s) {
  return UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
}

std::string to_utf8(const UnicodeString& u) {
  std::string out;
  u.toUTF8String(out);
  return out;
}

UnicodeString decomposed(std::string_view s) {
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString out = nfd_form().normalize(from_utf8(s), status);
  return out;
}

UnicodeString composed(const UnicodeString& u) {
  UErrorCode status = U_ZERO_ERROR;
  return nfc_form().normalize(u, status);
}

/// NFD of a lower-case syllable puts each tone mark behind its vowel: a tone is one of these five.
bool is_tone(char16_t c) {
  return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

/// hoà → hòa: in an open syllable ending in oa, oe, uy the tone stands on the first vowel in the new spelling.
/// `s` is one lower-case syllable in NFD.
void move_tone(UnicodeString& s) {
  const int32_t n = s.length();
  if (n < 3 || !is_tone(s[n - 1])) return;
  const char16_t last = s[n - 2], before = s[n - 3];
  const bool open = (before == u'o' && (last == u'a' || last == u'e')) ||
                    (before == u'u' && last == u'y' && (n < 4 || s[n - 4] != u'q'));
  if (!open) return;
  const char16_t tone = s[n - 1];
  s.truncate(n - 1);
  s.insert(n - 2, tone);
}

/// kĩ → kỹ, quí → quý, lí → lý: one spelling for the open vowel i/y. `s` is one lower-case syllable in NFD.
void unify_i(UnicodeString& s) {
  int32_t end = s.length();
  if (end > 0 && is_tone(s[end - 1])) --end;
  if (end == 0 || s[end - 1] != u'i') return;
  const UnicodeString onset(s, 0, end - 1);
  static const std::array<const char16_t*, 7> kOnsets{u"h", u"k", u"l", u"m", u"s", u"t", u"qu"};
  for (const char16_t* known : kOnsets)
    if (onset == UnicodeString(known)) {
      s.setCharAt(end - 1, u'y');
      return;
    }
}

UnicodeString canonical_word(UnicodeString word) {
  move_tone(word);
  unify_i(word);
  return word;
}

std::string slow_fold(std::string_view s) {
  UnicodeString u = decomposed(s);
  u.toLower(icu::Locale::getRoot());
  UnicodeString kept;
  for (int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
    const UChar32 c = u.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    kept.append(c == 0x0111 || c == 0x00F0 ? static_cast<UChar32>('d') : c);
  }
  return to_utf8(kept);
}

/// Nearly all text is ASCII, Latin letters in one code point and dashes and quotes: these need no ICU, only what it said of each of
/// them once. What follows such a letter cannot change it unless it is a mark, which is none of them.
class Letters {
 public:
  Letters() {
    for (UChar32 c = kFirst; c < kEnd; ++c)
      if (u_isalpha(c) && (c < kGap || c >= kAfterGap)) folded_[static_cast<std::size_t>(c - kFirst)] = slow_fold(to_utf8(UnicodeString(c)));
  }

  /// The code point that begins at `i`, which goes on behind it; negative when it is none of these.
  static UChar32 next(std::string_view s, std::size_t& i) {
    const auto byte = [&](std::size_t k) { return i + k < s.size() ? static_cast<unsigned char>(s[i + k]) : 0U; };
    const unsigned a = byte(0), b = byte(1), c = byte(2);
    if (a < 0x80) return ++i, static_cast<UChar32>(a);
    if (a >= 0xC3 && a <= 0xC9 && (b & 0xC0) == 0x80) return i += 2, static_cast<UChar32>((a & 0x1F) << 6 | (b & 0x3F));
    const bool latin = a == 0xE1 && b >= 0xB8 && b <= 0xBB, punctuation = a == 0xE2 && b == 0x80 && c >= 0x90 && c <= 0xA7;
    if ((latin || punctuation) && (c & 0xC0) == 0x80) return i += 3, static_cast<UChar32>((a & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F));
    return -1;
  }

  /// False when the text holds other letters; `out` is of no use then.
  bool fold(std::string_view s, std::string& out) const {
    out.reserve(s.size());
    for (std::size_t i = 0; i < s.size();) {
      const std::size_t from = i;
      const UChar32 c = next(s, i);
      if (c < 0) return false;
      if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      } else if (c >= 0x2010) {
        out += s.substr(from, i - from);
      } else {
        const std::string& letter = folded_[static_cast<std::size_t>(c - kFirst)];
        if (letter.empty()) return false;
        out += letter;
      }
    }
    return true;
  }

  /// Whether normalize() would leave the text as it is.
  bool normal(std::string_view s) const {
    for (std::size_t i = 0; i < s.size();) {
      const UChar32 c = next(s, i);
      if (c < 0 || c == 0xD0 || c == 0xF0 || c == 0x189) return false;
      if (c >= 0x80 && c < 0x2010 && folded_[static_cast<std::size_t>(c - kFirst)].empty()) return false;
    }
    return true;
  }

 private:
  static constexpr UChar32 kFirst = 0xC0, kGap = 0x250, kAfterGap = 0x1E00, kEnd = 0x1F00;
  std::array<std::string, static_cast<std::size_t>(kEnd - kFirst)> folded_;
};

const Letters& letters() {
  static const Letters known;
  return known;
}

bool is_word_char(UChar32 c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  const auto mask = U_GET_GC_MASK(c);
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

}  // namespace

std::string normalize(std::string_view s) {
  if (letters().normal(s)) return std::string(s);
  UnicodeString u = from_utf8(s);
  UnicodeString kept;
  for (int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
    const UChar32 c = u.char32At(i);
    switch (c) {
      case 0x00A0: case 0x2007: case 0x202F: kept.append(u' '); break;
      case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF: break;
      case 0x00D0: case 0x0189: kept.append(static_cast<UChar32>(0x0110)); break;
      case 0x00F0: kept.append(static_cast<UChar32>(0x0111)); break;
      default: kept.append(c);
    }
  }
  return to_utf8(composed(kept));
}

std::string lower(std::string_view s) {
  return to_utf8(from_utf8(s).toLower(icu::Locale::getRoot()));
}

std::string upper(std::string_view s) {
  return to_utf8(from_utf8(s).toUpper(icu::Locale::getRoot()));
}

std::string fold(std::string_view s) {
  std::string out;
  return letters().fold(s, out) ? out : slow_fold(s);
}

std::string canonical(std::string_view s) {
  UnicodeString u = decomposed(s);
  u.toLower(icu::Locale::getRoot());
  UnicodeString out, word;
  for (int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
    const UChar32 c = u.char32At(i);
    if (is_word_char(c)) {
      word.append(c);
      continue;
    }
    out.append(canonical_word(std::exchange(word, UnicodeString())));
    out.append(c);
  }
  out.append(canonical_word(word));
  return to_utf8(composed(out));
}

bool has_marks(std::string_view s) {
  const UnicodeString u = decomposed(s);
  for (int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
    const UChar32 c = u.char32At(i);
    if (c == 0x0110 || c == 0x0111 || u_charType(c) == U_NON_SPACING_MARK) return true;
  }
  return false;
}

bool has_tone(std::string_view s) {
  const UnicodeString u = decomposed(s);
  for (int32_t i = 0; i < u.length(); ++i)
    if (is_tone(u[i])) return true;
  return false;
}

bool same_but_tone(std::string_view one, std::string_view other) {
  const auto toneless = [](std::string_view s) {
    const UnicodeString u = decomposed(lower(s));
    UnicodeString out;
    for (int32_t i = 0; i < u.length(); ++i)
      if (!is_tone(u[i])) out.append(u[i]);
    return out;
  };
  return toneless(one) == toneless(other);
}

bool adds_marks(std::string_view plainer, std::string_view fuller) {
  const UnicodeString a = decomposed(lower(plainer)), b = decomposed(lower(fuller));
  int32_t i = 0;
  for (int32_t k = 0; k < b.length(); ++k) {
    const char16_t wanted = i < a.length() ? a[i] : u'\0';
    if (wanted == b[k] || (wanted == u'd' && b[k] == 0x0111)) ++i;
    else if (u_charType(b[k]) != U_NON_SPACING_MARK) return false;
  }
  return i == a.length();
}

std::vector<std::string_view> words(std::string_view s) {
  std::vector<std::string_view> out;
  int32_t i = 0, from = -1;
  const auto n = static_cast<int32_t>(s.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  while (i < n) {
    const int32_t at = i;
    UChar32 c;
    U8_NEXT(bytes, i, n, c);
    if (c >= 0 && is_word_char(c)) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      out.push_back(s.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(at - from)));
      from = -1;
    }
  }
  if (from >= 0) out.push_back(s.substr(static_cast<std::size_t>(from)));
  return out;
}

int display_width(std::string_view s) {
  int width = 0;
  int32_t i = 0;
  const auto n = static_cast<int32_t>(s.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  while (i < n) {
    UChar32 c;
    U8_NEXT(bytes, i, n, c);
    if (c < 0) {
      ++width;
      continue;
    }
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const int east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east == U_EA_FULLWIDTH || east == U_EA_WIDE ? 2 : 1;
  }
  return width;
}

}  // namespace sohoa::text
