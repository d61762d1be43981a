#include "core/text/legacy.hh"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa::text {
namespace {

using icu::UnicodeString;
using namespace std::string_view_literals;

constexpr std::size_t kFewestWords = 3;
constexpr std::size_t kEnoughWords = 2000;  // a long text is known by its first words
constexpr double kGoodShare = 0.7;          // of marked words; the rest are names and signs
constexpr double kClearlyBetter = 0.2;      // than the text as it stands

// What the bytes from 0x80 on mean; '.' = nothing of Vietnamese.
constexpr std::u16string_view kTcvn3 =
    u"................................"
    u".ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ."
    u"......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò"
    u".ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.";
constexpr std::u16string_view kViscii =
    u"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    u"ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởị"
    u"ỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
// Only where it differs from CP1252; the tones are combining marks.
constexpr std::u16string_view kCp1258 =
    u"................................"
    u"................................"
    u"...Ă........\u0300...Đ.\u0309..Ơ.......Ư\u0303."
    u"...ă........\u0301...đ.\u0323..ơ.......ư₫.";
static_assert(kTcvn3.size() == 128 && kViscii.size() == 128 && kCp1258.size() == 128);

/// Six capitals of VISCII stand among the control codes.
constexpr std::pair<char16_t, char16_t> kVisciiControls[] = {{0x02, u'Ẳ'}, {0x05, u'Ẵ'}, {0x06, u'Ẫ'},
                                                             {0x14, u'Ỷ'}, {0x19, u'Ỹ'}, {0x1E, u'Ỵ'}};

/// What programs show for the bytes 0x80–0x9F.
constexpr std::u16string_view kCp1252 = u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

constexpr std::u16string_view kTones = u"\u0300\u0301\u0309\u0303\u0323";

/// A mark of VNI follows its letter: which letters it goes on, and the combining marks it is. Codes of small marks;
/// those of capitals are 0x20 less.
struct VniMark {
  std::u16string_view codes;  // plain (none for bare tones), then with grave, acute, hook, tilde, dot
  std::u16string_view letters;
  char16_t shape;  // combining, 0 = none
};
constexpr VniMark kVniMarks[] = {
    {u"\0\u00F8\u00F9\u00FB\u00F5\u00EF"sv, u"aeouyơưAEOUYƠƯ", 0},
    {u"\u00E2\u00E0\u00E1\u00E5\u00E3\u00E4", u"aeoAEO", 0x302},
    {u"\u00EA\u00E8\u00E9\u00FA\u00FC\u00EB", u"aA", 0x306},
};
constexpr std::pair<char16_t, char16_t> kVniLetters[] = {
    {0xEC, u'ì'}, {0xED, u'í'}, {0xE6, u'ỉ'}, {0xF3, u'ĩ'}, {0xF2, u'ị'}, {0xEE, u'ỵ'},
    {0xF1, u'đ'}, {0xF4, u'ơ'}, {0xF6, u'ư'}, {0xCC, u'Ì'}, {0xCD, u'Í'}, {0xC6, u'Ỉ'},
    {0xD3, u'Ĩ'}, {0xD2, u'Ị'}, {0xCE, u'Ỵ'}, {0xD1, u'Đ'}, {0xD4, u'Ơ'}, {0xD6, u'Ư'}};

UnicodeString from_utf8(std::string_view s) {
  return UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
}

std::string composed(const UnicodeString& s) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  nfc->normalize(s, status).toUTF8String(out);
  return out;
}

/// The byte a character was before a program took it for Western; 0 when it never was one above 0x7F.
char16_t byte_of(char16_t c) {
  if (c >= 0x80 && c <= 0xFF) return c;
  if (c >= 0xF080 && c <= 0xF0FF) return static_cast<char16_t>(c - 0xF000);  // as a symbol font's
  if (c == 0x03BC) return 0xB5;                                              // Greek mu for the micro sign
  const auto at = kCp1252.find(c);
  return c < 0x80 || at == kCp1252.npos ? u'\0' : static_cast<char16_t>(0x80 + at);
}

UnicodeString by_table(const UnicodeString& s, std::u16string_view table) {
  UnicodeString out;
  for (int32_t i = 0; i < s.length(); ++i) {
    const char16_t byte = byte_of(s[i]);
    const char16_t letter = byte ? table[byte - 0x80U] : u'.';
    out.append(letter == u'.' ? s[i] : letter);
  }
  return out;
}

bool ends_with_one_of(std::u16string_view letters, const UnicodeString& out) {
  return !out.isEmpty() && letters.find(out[out.length() - 1]) != letters.npos;
}

UnicodeString from_vni(const UnicodeString& s) {
  UnicodeString out;
  for (int32_t i = 0; i < s.length(); ++i) {
    const char16_t code = byte_of(s[i]),
                   small = code >= 0xC0 && code < 0xE0 ? static_cast<char16_t>(code + 0x20) : code;
    const auto letter =
        std::find_if(std::begin(kVniLetters), std::end(kVniLetters), [&](auto& l) { return l.first == code; });
    if (letter != std::end(kVniLetters)) {
      out.append(letter->second);
      continue;
    }
    const auto mark = std::find_if(std::begin(kVniMarks), std::end(kVniMarks), [&](const VniMark& m) {
      return small && m.codes.find(small) != m.codes.npos && ends_with_one_of(m.letters, out);
    });
    if (mark == std::end(kVniMarks)) {
      out.append(s[i]);
      continue;
    }
    if (mark->shape) out.append(mark->shape);
    if (const auto tone = mark->codes.find(small); tone > 0) out.append(kTones[tone - 1]);
  }
  return out;
}

UnicodeString from_viscii(UnicodeString s) {
  for (int32_t i = 0; i < s.length(); ++i)
    for (const auto& [code, letter] : kVisciiControls)
      if (s[i] == code) s.setCharAt(i, letter);
  return by_table(s, kViscii);
}

/// PDF readers and printers take the byte of ư for a soft hyphen and show "-": "tr-êng". It is a letter where that
/// makes a syllable.
std::string with_hyphens_read(const std::string& s) {
  const auto part_of_word = [&](std::size_t i) {
    return s[i] == '-' || (s[i] & 0x80) || u_isalpha(static_cast<unsigned char>(s[i]));
  };
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    if (!part_of_word(i)) {
      out += s[i++];
      continue;
    }
    const std::size_t begin = i;
    while (i < s.size() && part_of_word(i)) ++i;
    const std::string word = s.substr(begin, i - begin);
    std::string read;
    for (const char c : word) read += c == '-' ? "ư" : std::string(1, c);
    out += word.size() > 1 && read != word && is_syllable(read) ? read : word;
  }
  return out;
}

/// White space parts words; bytes of old codes are no letters, so nothing else may.
std::vector<std::string_view> tokens(std::string_view s) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; (at = s.find_first_not_of(" \t\r\n\f\v", at)) != s.npos;) {
    const std::size_t end = std::min(s.find_first_of(" \t\r\n\f\v", at), s.size());
    found.push_back(s.substr(at, end - at));
    at = end;
  }
  return found;
}

bool is_marked(std::string_view token) {
  return std::any_of(token.begin(), token.end(), [](char c) { return (c & 0x80) || (c > 0 && c < 0x20); });
}

/// Whether a token can be Vietnamese: its parts are syllables, at least one with a mark, and nothing strange is among
/// them.
bool makes_sense(std::string_view token) {
  const UnicodeString u = from_utf8(token);
  for (int32_t i = 0; i < u.length(); ++i)
    if (byte_of(u[i]) && byte_of(u[i]) >= 0xA1 && !u_isalpha(u[i])) return u[i] == 0xAB || u[i] == 0xBB;
  bool marked = false;
  for (const auto word : words(token)) {
    if (!has_marks(word)) continue;
    if (!is_syllable(word)) return false;
    marked = true;
  }
  return marked;
}

/// One character that is no letter: a bullet, not the old code's letter of that number.
bool is_sign(std::string_view token) {
  const UnicodeString u = from_utf8(token);
  return u.countChar32() == 1 && !u_isalpha(u.char32At(0));
}

/// Whether a letter stands in it that only Unicode has: such a word was never in an old code.
bool is_unicode(std::string_view token) {
  const UnicodeString u = from_utf8(token);
  for (int32_t i = 0; i < u.length(); ++i)
    if (u[i] >= 0x100 && u_isalpha(u[i]) && !byte_of(u[i])) return true;
  return false;
}

}  // namespace

std::string decode(std::string_view text, Legacy code) {
  const UnicodeString s = from_utf8(text);
  switch (code) {
    case Legacy::tcvn3:
      return with_hyphens_read(composed(by_table(s, kTcvn3)));
    case Legacy::tcvn3_capitals:
      return upper(with_hyphens_read(composed(by_table(s, kTcvn3))));
    case Legacy::vni:
      return composed(from_vni(s));
    case Legacy::viscii:
      return composed(from_viscii(s));
    case Legacy::cp1258:
      return composed(by_table(s, kCp1258));
  }
  return std::string(text);
}

std::optional<Legacy> legacy_of_font(std::string_view font) {
  if (font.size() > 7 && font[6] == '+') font.remove_prefix(7);  // a subset's tag
  const std::string_view family = font.substr(0, font.find_first_of(",-", 4));
  const std::string small = lower(family);
  if (small.starts_with("vni-") || small.starts_with("vni ")) return Legacy::vni;
  if (small.starts_with(".vn") ||
      (family.starts_with("Vn") && family.size() > 2 && u_isupper(static_cast<unsigned char>(family[2]))))
    return family.ends_with('H') ? Legacy::tcvn3_capitals : Legacy::tcvn3;
  return std::nullopt;
}

std::optional<Legacy> recognize_legacy(std::string_view text) {
  constexpr std::array kCandidates{Legacy::tcvn3, Legacy::vni, Legacy::viscii, Legacy::cp1258};
  std::size_t marked = 0, plain = 0;
  std::array<std::size_t, kCandidates.size()> sense{};
  for (const auto token : tokens(text)) {
    if (!is_marked(token) || is_sign(token)) continue;
    if (++marked > kEnoughWords) break;
    plain += makes_sense(token);
    if (is_unicode(token)) continue;
    for (std::size_t i = 0; i < sense.size(); ++i) sense[i] += makes_sense(decode(token, kCandidates[i]));
  }
  const auto best = std::max_element(sense.begin(), sense.end());
  const double all = static_cast<double>(marked), good = static_cast<double>(*best);
  if (marked < kFewestWords || good < kGoodShare * all || good - static_cast<double>(plain) < kClearlyBetter * all)
    return std::nullopt;
  return kCandidates[static_cast<std::size_t>(best - sense.begin())];
}

bool decode_words(std::vector<std::string>& words, std::optional<Legacy> usual) {
  std::string run;
  for (const std::string& word : words) (run += word) += ' ';
  auto code = recognize_legacy(run);
  if (!code || (code == Legacy::tcvn3 && usual == Legacy::tcvn3_capitals)) code = usual;
  if (!code) return false;
  struct Sense {
    bool now, then;
  };
  std::vector<Sense> senses;
  int only_old = 0, only_new = 0;
  for (const std::string& word : words) {
    const Sense sense{is_unicode(word) || makes_sense(word),
                      !is_unicode(word) && !is_sign(word) && makes_sense(decode(word, *code))};
    only_old += sense.then && !sense.now && is_marked(word);
    only_new += sense.now && !sense.then;
    senses.push_back(sense);
  }
  bool changed = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto [now, then] = senses[i];
    // What makes sense both ways goes with its run, what makes none only when the run is surely old.
    const bool old = then != now ? then
                                 : !is_unicode(words[i]) && !is_sign(words[i]) &&
                                       (then ? only_old >= only_new : only_old > only_new);
    if (!old) continue;
    std::string decoded = decode(words[i], *code);
    changed |= decoded != words[i];
    words[i] = std::move(decoded);
  }
  return changed;
}

std::string decode_lines(std::string_view text, std::optional<Legacy> usual) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    begin = end;
    const auto slices = tokens(line);
    std::vector<std::string> words(slices.begin(), slices.end());
    decode_words(words, usual);
    std::size_t copied = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto at = static_cast<std::size_t>(slices[i].data() - line.data());
      (out += line.substr(copied, at - copied)) += words[i];
      copied = at + slices[i].size();
    }
    out += line.substr(copied);
  }
  return out;
}

}  // namespace sohoa::text
