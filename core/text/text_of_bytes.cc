#include "core/text/text_of_bytes.hh"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "core/text/legacy.hh"

namespace sohoa::text {
namespace {

using namespace std::string_view_literals;

bool is_utf8(std::string_view s) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  const auto n = static_cast<int64_t>(s.size());
  for (int64_t i = 0; i < n;) {
    UChar32 c;
    U8_NEXT(bytes, i, n, c);
    if (c < 0) return false;
  }
  return true;
}

enum class Order { none, little, big };

/// By the byte order mark; else by zeros, which nearly every second byte of a Western or Vietnamese text is.
Order utf16_order(std::string_view s) {
  if (s.size() % 2) return Order::none;
  if (s.starts_with("\xFF\xFE"sv)) return Order::little;
  if (s.starts_with("\xFE\xFF"sv)) return Order::big;
  std::size_t zeros[2] = {0, 0};
  const std::size_t n = std::min<std::size_t>(s.size(), 4096);
  for (std::size_t i = 0; i < n; ++i) zeros[i % 2] += s[i] == '\0';
  if (n >= 8 && zeros[0] == 0 && 4 * zeros[1] > n) return Order::little;
  if (n >= 8 && zeros[1] == 0 && 4 * zeros[0] > n) return Order::big;
  return Order::none;
}

std::string from_utf16(std::string_view s, Order order) {
  icu::UnicodeString u;
  for (std::size_t i = 0; i + 1 < s.size(); i += 2) {
    const auto first = static_cast<unsigned char>(s[i]), second = static_cast<unsigned char>(s[i + 1]);
    u.append(static_cast<char16_t>(order == Order::little ? first | second << 8 : first << 8 | second));
  }
  std::string out;
  u.toUTF8String(out);
  return out;
}

/// Every byte as the letter of Latin-1 with its number.
std::string from_latin1(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out += c;
    else
      (out += static_cast<char>(0xC0 | byte >> 6)) += static_cast<char>(0x80 | (byte & 0x3F));
  }
  return out;
}

}  // namespace

std::optional<std::string> text_of_bytes(std::string_view bytes) {
  if (const Order order = utf16_order(bytes); order != Order::none) {
    const std::string text = from_utf16(bytes, order);
    return decode_lines(text, recognize_legacy(text));
  }
  if (bytes.find('\0') != bytes.npos) return std::nullopt;
  if (is_utf8(bytes)) return decode_lines(bytes, recognize_legacy(bytes));
  const std::string latin = from_latin1(bytes);
  const auto code = recognize_legacy(latin);
  if (!code) return std::nullopt;
  return decode_lines(latin, code);
}

}  // namespace sohoa::text
