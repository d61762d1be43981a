#include "pipeline/digits/form_words.hh"

#include <array>

#include "core/text/normalize.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// Widths of Times letters, in which forms are set, in thousandths of the size (Adobe's AFM).
int advance(char letter) {
  static constexpr std::array<int, 26> kCapitals{722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
                                                 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611};
  static constexpr std::array<int, 26> kSmall{444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
                                              500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444};
  if (letter >= 'A' && letter <= 'Z') return kCapitals[static_cast<std::size_t>(letter - 'A')];
  if (letter >= 'a' && letter <= 'z') return kSmall[static_cast<std::size_t>(letter - 'a')];
  if (letter == '/' || letter == ':' || letter == '.') return 278;
  return letter == '-' ? 333 : 500;
}

}  // namespace

int print_width(std::string_view text) {
  int sum = 0;
  for (const char letter : text) sum += advance(letter);
  return sum;
}

std::string plain(const std::string& text) {
  const std::string lower = text::fold(text);
  std::string out;
  std::size_t i = 0;
  for (std::size_t at = 0; at < text.size() && i < lower.size(); ++i) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    const std::string sign = text.substr(at, end - at);
    out += text::lower(sign) == sign ? lower[i] : static_cast<char>(lower[i] >= 'a' && lower[i] <= 'z' ? lower[i] - 32 : lower[i]);
    at = end;
  }
  return out;
}

std::optional<Printed> form_in(const Word& word, std::string_view form) {
  if (!word.box) return std::nullopt;
  const std::string folded = text::fold(word.text);
  const auto at = folded.find(form);
  if (at != std::string::npos) {
    // Full stops of a leader are narrow and belong to the blank.
    return Printed{*word.box, at > 0, at + form.size() < folded.size()};
  }
  const std::string key = key_of(word.text);
  // "Ngãi" and "Thanh" are places.
  if (form == "ngay" || text::lower(word.text) != word.text || key.size() + 1 < form.size() || key.size() > form.size() + 1 || edit_distance(key, form, 1) > 1) return std::nullopt;
  return Printed{*word.box, false, false, false};
}

std::size_t symbol_from(const std::string& text) {
  for (std::size_t at = text.find('/'); at != std::string::npos; at = text.find('/', at + 1)) {
    const std::string rest = plain(text.substr(at + 1));
    const bool year = rest.size() >= 5 && (rest.starts_with("19") || rest.starts_with("20")) && rest[4] == '/';
    if (year || (!rest.empty() && ((rest[0] >= 'A' && rest[0] <= 'Z') || rest.size() > 2) && !(rest[0] >= '0' && rest[0] <= '9'))) return at;
  }
  return std::string::npos;
}

}  // namespace sohoa
