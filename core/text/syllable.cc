#include "core/text/syllable.hh"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <algorithm>
#include <string>

#include "core/text/normalize.hh"

namespace sohoa::text {
namespace {

using namespace std::string_view_literals;

// Longest first, so that "ngh" is tried before "ng" and "n". "gi" and "qu" are tried as onsets, then "g" + i and "q".
constexpr std::array kOnsets{"ngh"sv, "ch"sv, "gh"sv, "gi"sv, "kh"sv, "ng"sv, "nh"sv, "ph"sv, "qu"sv,
                             "th"sv,  "tr"sv, "b"sv,  "c"sv,  "d"sv,  "đ"sv,  "g"sv,  "h"sv,  "k"sv,
                             "l"sv,   "m"sv,  "n"sv,  "p"sv,  "r"sv,  "s"sv,  "t"sv,  "v"sv,  "x"sv, ""sv};
constexpr std::array kCodas{"ch"sv, "ng"sv, "nh"sv, "c"sv, "m"sv, "n"sv, "p"sv, "t"sv, ""sv};
constexpr std::array kOpenVowels{"a"sv, "e"sv, "ê"sv, "i"sv, "o"sv, "ô"sv, "ơ"sv, "u"sv, "ư"sv, "y"sv,
    "ai"sv, "ao"sv, "au"sv, "ay"sv, "âu"sv, "ây"sv, "eo"sv, "êu"sv, "ia"sv, "iu"sv, "oa"sv, "oe"sv,
    "oi"sv, "ôi"sv, "ơi"sv, "ua"sv, "uê"sv, "ui"sv, "uơ"sv, "uy"sv, "ưa"sv, "ưi"sv, "ưu"sv, "iêu"sv,
    "yêu"sv, "oai"sv, "oay"sv, "oao"sv, "oeo"sv, "uây"sv, "uôi"sv, "ươi"sv, "ươu"sv, "uya"sv,
    "uyu"sv, "ya"sv};
constexpr std::array kClosedVowels{"a"sv, "ă"sv, "â"sv, "e"sv, "ê"sv, "i"sv, "o"sv, "ô"sv, "ơ"sv,
    "u"sv, "ư"sv, "y"sv, "iê"sv, "yê"sv, "oa"sv, "oă"sv, "oe"sv, "oo"sv, "uâ"sv, "uê"sv, "uô"sv,
    "ươ"sv, "uy"sv, "uyê"sv};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view s) {
  return std::find(list.begin(), list.end(), s) != list.end();
}

/// The syllable without its tone, and whether the tone is sắc or nặng; false when there are several tones.
bool split_tone(std::string_view word, std::string& bare, bool& sharp) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return false;
  const auto piece = icu::StringPiece(word.data(), static_cast<int32_t>(word.size()));
  const icu::UnicodeString u = nfd->normalize(icu::UnicodeString::fromUTF8(piece), status);
  icu::UnicodeString rest;
  int tones = 0;
  sharp = false;
  for (int32_t i = 0; i < u.length(); ++i) {
    const char16_t c = u[i];
    const bool tone = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
    if (!tone) {
      rest.append(c);
      continue;
    }
    ++tones;
    sharp = c == 0x301 || c == 0x323;
  }
  if (tones > 1) return false;
  bare.clear();
  nfc->normalize(rest, status).toUTF8String(bare);
  return true;
}

bool spelled_right(std::string_view onset, std::string_view rest) {
  const bool front = rest.starts_with("e") || rest.starts_with("ê") || rest.starts_with("i") ||
                     rest.starts_with("y");
  if (onset == "k" || onset == "gh" || onset == "ngh") return front;
  if (onset == "c" || onset == "g" || onset == "ng") return !front;
  return true;
}

bool is_rhyme(std::string_view rest, bool sharp) {
  for (const auto coda : kCodas) {
    if (!rest.ends_with(coda)) continue;
    const auto vowels = rest.substr(0, rest.size() - coda.size());
    const bool stop = coda == "c"sv || coda == "ch"sv || coda == "p"sv || coda == "t"sv;
    if (stop && !sharp) continue;
    if (coda.empty() ? contains(kOpenVowels, vowels) : contains(kClosedVowels, vowels)) {
      const bool palatal = coda == "ch"sv || coda == "nh"sv;
      if (!palatal) return true;
      for (const auto v : {"a"sv, "ê"sv, "i"sv, "oa"sv, "uê"sv, "uy"sv, "y"sv})
        if (vowels == v) return true;
    }
  }
  return false;
}

}  // namespace

bool is_syllable(std::string_view word) {
  std::string bare;
  bool sharp = false;
  if (word.empty() || word.size() > 16 || !split_tone(lower(word), bare, sharp)) return false;
  if (bare == "gi") return true;  // gì, gỉ: the onset is the whole rhyme
  for (const auto onset : kOnsets) {
    if (!bare.starts_with(onset)) continue;
    const auto rest = std::string_view(bare).substr(onset.size());
    // "giêng", "giếng": the i belongs to both.
    if (onset == "gi"sv && rest.starts_with("ê") && is_rhyme(std::string(1, 'i') + std::string(rest), sharp))
      return true;
    if (!rest.empty() && spelled_right(onset, rest) && is_rhyme(rest, sharp)) return true;
    // "quốc": after qu the rhyme uô is written ô.
  }
  return bare.starts_with("g") && bare.size() > 2 && bare.substr(1, 1) == "i" &&
         is_rhyme(std::string_view(bare).substr(1), sharp);  // gìn, gim
}

double valid_share(std::string_view text) {
  int letters = 0, valid = 0;
  for (const auto word : words(text)) {
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    ++letters;
    valid += is_syllable(word);
  }
  return letters == 0 ? 1.0 : static_cast<double>(valid) / letters;
}

}  // namespace sohoa::text
