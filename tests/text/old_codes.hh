#pragma once
#include <string>
#include <string_view>

#include "core/text/legacy.hh"

namespace sohoa::test {

/// The letters of Vietnamese and their bytes in the old codes, written out by hand and from tables of others: what
/// core/text/legacy must agree with. TCVN3 has capitals only of the seven letters without tone.
struct OldCode {
  const char *letter, *tcvn3, *vni, *viscii;
};
inline constexpr OldCode kOldCodes[] = {
    {"à", "\xB5", "a\xF8", "\xE0"},    {"ả", "\xB6", "a\xFB", "\xE4"},    {"ã", "\xB7", "a\xF5", "\xE3"},
    {"á", "\xB8", "a\xF9", "\xE1"},    {"ạ", "\xB9", "a\xEF", "\xD5"},    {"ă", "\xA8", "a\xEA", "\xE5"},
    {"ằ", "\xBB", "a\xE8", "\xA2"},    {"ẳ", "\xBC", "a\xFA", "\xC6"},    {"ẵ", "\xBD", "a\xFC", "\xC7"},
    {"ắ", "\xBE", "a\xE9", "\xA1"},    {"ặ", "\xC6", "a\xEB", "\xA3"},    {"â", "\xA9", "a\xE2", "\xE2"},
    {"ầ", "\xC7", "a\xE0", "\xA5"},    {"ẩ", "\xC8", "a\xE5", "\xA6"},    {"ẫ", "\xC9", "a\xE3", "\xE7"},
    {"ấ", "\xCA", "a\xE1", "\xA4"},    {"ậ", "\xCB", "a\xE4", "\xA7"},    {"è", "\xCC", "e\xF8", "\xE8"},
    {"ẻ", "\xCE", "e\xFB", "\xEB"},    {"ẽ", "\xCF", "e\xF5", "\xA8"},    {"é", "\xD0", "e\xF9", "\xE9"},
    {"ẹ", "\xD1", "e\xEF", "\xA9"},    {"ê", "\xAA", "e\xE2", "\xEA"},    {"ề", "\xD2", "e\xE0", "\xAB"},
    {"ể", "\xD3", "e\xE5", "\xAC"},    {"ễ", "\xD4", "e\xE3", "\xAD"},    {"ế", "\xD5", "e\xE1", "\xAA"},
    {"ệ", "\xD6", "e\xE4", "\xAE"},    {"ì", "\xD7", "\xEC", "\xEC"},     {"ỉ", "\xD8", "\xE6", "\xEF"},
    {"ĩ", "\xDC", "\xF3", "\xEE"},     {"í", "\xDD", "\xED", "\xED"},     {"ị", "\xDE", "\xF2", "\xB8"},
    {"ò", "\xDF", "o\xF8", "\xF2"},    {"ỏ", "\xE1", "o\xFB", "\xF6"},    {"õ", "\xE2", "o\xF5", "\xF5"},
    {"ó", "\xE3", "o\xF9", "\xF3"},    {"ọ", "\xE4", "o\xEF", "\xF7"},    {"ô", "\xAB", "o\xE2", "\xF4"},
    {"ồ", "\xE5", "o\xE0", "\xB0"},    {"ổ", "\xE6", "o\xE5", "\xB1"},    {"ỗ", "\xE7", "o\xE3", "\xB2"},
    {"ố", "\xE8", "o\xE1", "\xAF"},    {"ộ", "\xE9", "o\xE4", "\xB5"},    {"ơ", "\xAC", "\xF4", "\xBD"},
    {"ờ", "\xEA", "\xF4\xF8", "\xB6"}, {"ở", "\xEB", "\xF4\xFB", "\xB7"}, {"ỡ", "\xEC", "\xF4\xF5", "\xDE"},
    {"ớ", "\xED", "\xF4\xF9", "\xBE"}, {"ợ", "\xEE", "\xF4\xEF", "\xFE"}, {"ù", "\xEF", "u\xF8", "\xF9"},
    {"ủ", "\xF1", "u\xFB", "\xFC"},    {"ũ", "\xF2", "u\xF5", "\xFB"},    {"ú", "\xF3", "u\xF9", "\xFA"},
    {"ụ", "\xF4", "u\xEF", "\xF8"},    {"ư", "\xAD", "\xF6", "\xDF"},     {"ừ", "\xF5", "\xF6\xF8", "\xD7"},
    {"ử", "\xF6", "\xF6\xFB", "\xD8"}, {"ữ", "\xF7", "\xF6\xF5", "\xE6"}, {"ứ", "\xF8", "\xF6\xF9", "\xD1"},
    {"ự", "\xF9", "\xF6\xEF", "\xF1"}, {"ỳ", "\xFA", "y\xF8", "\xCF"},    {"ỷ", "\xFB", "y\xFB", "\xD6"},
    {"ỹ", "\xFC", "y\xF5", "\xDB"},    {"ý", "\xFD", "y\xF9", "\xFD"},    {"ỵ", "\xFE", "\xEE", "\xDC"},
    {"đ", "\xAE", "\xF1", "\xF0"},     {"À", "", "A\xD8", "\xC0"},        {"Ả", "", "A\xDB", "\xC4"},
    {"Ã", "", "A\xD5", "\xC3"},        {"Á", "", "A\xD9", "\xC1"},        {"Ạ", "", "A\xCF", "\x80"},
    {"Ă", "\xA1", "A\xCA", "\xC5"},    {"Ằ", "", "A\xC8", "\x82"},        {"Ẳ", "", "A\xDA", "\x02"},
    {"Ẵ", "", "A\xDC", "\x05"},        {"Ắ", "", "A\xC9", "\x81"},        {"Ặ", "", "A\xCB", "\x83"},
    {"Â", "\xA2", "A\xC2", "\xC2"},    {"Ầ", "", "A\xC0", "\x85"},        {"Ẩ", "", "A\xC5", "\x86"},
    {"Ẫ", "", "A\xC3", "\x06"},        {"Ấ", "", "A\xC1", "\x84"},        {"Ậ", "", "A\xC4", "\x87"},
    {"È", "", "E\xD8", "\xC8"},        {"Ẻ", "", "E\xDB", "\xCB"},        {"Ẽ", "", "E\xD5", "\x88"},
    {"É", "", "E\xD9", "\xC9"},        {"Ẹ", "", "E\xCF", "\x89"},        {"Ê", "\xA3", "E\xC2", "\xCA"},
    {"Ề", "", "E\xC0", "\x8B"},        {"Ể", "", "E\xC5", "\x8C"},        {"Ễ", "", "E\xC3", "\x8D"},
    {"Ế", "", "E\xC1", "\x8A"},        {"Ệ", "", "E\xC4", "\x8E"},        {"Ì", "", "\xCC", "\xCC"},
    {"Ỉ", "", "\xC6", "\x9B"},         {"Ĩ", "", "\xD3", "\xCE"},         {"Í", "", "\xCD", "\xCD"},
    {"Ị", "", "\xD2", "\x98"},         {"Ò", "", "O\xD8", "\xD2"},        {"Ỏ", "", "O\xDB", "\x99"},
    {"Õ", "", "O\xD5", "\xA0"},        {"Ó", "", "O\xD9", "\xD3"},        {"Ọ", "", "O\xCF", "\x9A"},
    {"Ô", "\xA4", "O\xC2", "\xD4"},    {"Ồ", "", "O\xC0", "\x90"},        {"Ổ", "", "O\xC5", "\x91"},
    {"Ỗ", "", "O\xC3", "\x92"},        {"Ố", "", "O\xC1", "\x8F"},        {"Ộ", "", "O\xC4", "\x93"},
    {"Ơ", "\xA5", "\xD4", "\xB4"},     {"Ờ", "", "\xD4\xD8", "\x96"},     {"Ở", "", "\xD4\xDB", "\x97"},
    {"Ỡ", "", "\xD4\xD5", "\xB3"},     {"Ớ", "", "\xD4\xD9", "\x95"},     {"Ợ", "", "\xD4\xCF", "\x94"},
    {"Ù", "", "U\xD8", "\xD9"},        {"Ủ", "", "U\xDB", "\x9C"},        {"Ũ", "", "U\xD5", "\x9D"},
    {"Ú", "", "U\xD9", "\xDA"},        {"Ụ", "", "U\xCF", "\x9E"},        {"Ư", "\xA6", "\xD6", "\xBF"},
    {"Ừ", "", "\xD6\xD8", "\xBB"},     {"Ử", "", "\xD6\xDB", "\xBC"},     {"Ữ", "", "\xD6\xD5", "\xFF"},
    {"Ứ", "", "\xD6\xD9", "\xBA"},     {"Ự", "", "\xD6\xCF", "\xB9"},     {"Ỳ", "", "Y\xD8", "\x9F"},
    {"Ỷ", "", "Y\xDB", "\x14"},        {"Ỹ", "", "Y\xD5", "\x19"},        {"Ý", "", "Y\xD9", "\xDD"},
    {"Ỵ", "", "\xCE", "\x1E"},         {"Đ", "\xA7", "\xD1", "\xD0"},
};

/// A text in the bytes of an old code; what the code cannot say stays UTF-8.
inline std::string encoded(std::string_view text, text::Legacy code) {
  // CP1258 writes the shape with the letter and the tone behind it.
  static constexpr std::pair<const char*, const char*> kCp1258[] = {
      {"ă", "\xE3"},     {"Ă", "\xC3"},     {"đ", "\xF0"},     {"Đ", "\xD0"},     {"ơ", "\xF5"},     {"Ơ", "\xD5"},
      {"ư", "\xFD"},     {"Ư", "\xDD"},     {"ề", "\xEA\xCC"}, {"ị", "i\xF2"},    {"ở", "\xF5\xD2"}, {"ẩ", "\xE2\xD2"},
      {"ự", "\xFD\xF2"}, {"ệ", "\xEA\xF2"}, {"ế", "\xEA\xEC"}, {"ố", "\xF4\xEC"}, {"ữ", "\xFD\xDE"}, {"ớ", "\xF5\xEC"},
      {"ắ", "\xE3\xEC"}, {"ờ", "\xF5\xCC"}, {"ã", "a\xDE"},    {"ẹ", "e\xF2"},    {"Ủ", "U\xD2"},    {"ỉ", "i\xD2"},
      {"à", "\xE0"},     {"á", "\xE1"},     {"â", "\xE2"},     {"ê", "\xEA"},     {"ô", "\xF4"}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const char* bytes = nullptr;
    const auto take = [&](std::string_view letter, const char* as) {
      if (!bytes && *as && text.substr(at).starts_with(letter)) bytes = as, length = letter.size();
    };
    if (code == text::Legacy::cp1258)
      for (const auto& [letter, as] : kCp1258) take(letter, as);
    else
      for (const OldCode& row : kOldCodes)
        take(row.letter, code == text::Legacy::tcvn3 ? row.tcvn3 : code == text::Legacy::vni ? row.vni : row.viscii);
    if (bytes)
      out += bytes;
    else
      out += text.substr(at, length);
    at += length;
  }
  return out;
}

/// Bytes as a program without their font shows them: each as the letter of Latin-1, in UTF-8.
inline std::string shown(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out += c;
    else
      (out += static_cast<char>(0xC0 | byte >> 6)) += static_cast<char>(0x80 | (byte & 0x3F));
  }
  return out;
}

}  // namespace sohoa::test
