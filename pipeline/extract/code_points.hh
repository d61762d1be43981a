#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa::code_points {

/// A text as code points, with the byte each begins at; broken UTF-8 gives some code point for every byte group.
struct Letters {
  std::u32string at;
  std::vector<std::size_t> byte;
  std::string_view text;

  explicit Letters(std::string_view source) : text(source) {
    at.reserve(source.size());
    for (std::size_t i = 0; i < source.size();) {
      const auto lead = static_cast<unsigned char>(source[i]);
      const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      char32_t code = lead < 0x80 ? lead : lead & (0x7F >> length);
      std::size_t used = 1;
      while (used < length && i + used < source.size() && (static_cast<unsigned char>(source[i + used]) & 0xC0) == 0x80)
        code = (code << 6) | (static_cast<unsigned char>(source[i + used++]) & 0x3F);
      at.push_back(code);
      byte.push_back(i);
      i += used;
    }
    byte.push_back(source.size());
  }
  std::size_t size() const { return at.size(); }
  char32_t operator[](std::size_t i) const { return i < at.size() ? at[i] : 0; }
  std::string_view slice(std::size_t from, std::size_t to) const {
    return text.substr(byte[from], byte[to] - byte[from]);
  }
};

inline constexpr std::u32string_view kOpening = U"([{\"'“‘«;*|+=";

inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }
inline bool is_break(char32_t c) { return c == '\n' || c == '\r' || c == '\f'; }
inline bool is_slash(char32_t c) { return c == '/' || c == 0x2044 || c == 0x2215; }
inline bool is_hyphen(char32_t c) { return c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
inline bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x1EFF && c != 0xD7 && c != 0xF7);
}
inline bool is_code_capital(char32_t c) {
  return (c >= 'A' && c <= 'Z') || c == U'Đ' || c == U'Ư' || c == U'Ơ' || c == U'Ă' || c == U'Â' || c == U'Ê' ||
         c == U'Ô';
}
inline bool is_code_small(char32_t c) { return (c >= 'a' && c <= 'z') || c == U'đ'; }
inline bool looks_like_digit(char32_t c) {
  return c == 'I' || c == 'l' || c == 'O' || c == 'o' || c == 'S' || c == 'B';
}
inline char digit_for(char32_t c) {
  switch (c) {
    case 'I':
    case 'l':
      return '1';
    case 'O':
    case 'o':
      return '0';
    case 'S':
      return '5';
    case 'B':
      return '8';
    default:
      return static_cast<char>(c);
  }
}

}  // namespace sohoa::code_points
