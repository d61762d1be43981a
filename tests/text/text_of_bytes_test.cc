#include "core/text/text_of_bytes.hh"

#include <gtest/gtest.h>

#include "tests/text/old_codes.hh"

namespace sohoa::text {
namespace {

using namespace std::string_literals;
using test::encoded;
using test::shown;

std::string utf16(const std::string& latin, bool big) {
  std::string out;
  for (const char c : latin) (out += big ? '\0' : c) += big ? c : '\0';
  return out;
}

TEST(TextOfBytes, WhateverATextWasSavedIn) {
  const std::string text = "căn cứ các quyết định về việc phê duyệt dự toán kinh phí của đơn vị";
  const struct {
    std::string bytes;
    std::optional<std::string> text;
  } table[] = {
      {text, text},
      {encoded(text, Legacy::tcvn3), text},
      {encoded(text, Legacy::vni), text},
      {encoded(text, Legacy::viscii), text},
      {shown(encoded(text, Legacy::tcvn3)), text},  // old codes saved as UTF-8
      {"\xFF\xFE" + utf16("cong van", false), "\uFEFFcong van"},
      {"\xFE\xFF" + utf16("cong van", true), "\uFEFFcong van"},
      {utf16("cong van", false), "cong van"},
      {utf16("cong van", true), "cong van"},
      {"\xFF\xFE\x11\x01\xC1\x1E"s, "\uFEFFđ\u1EC1"},
      {"c\xF4ng v\xE3n", std::nullopt},
      {"a\0b"s, std::nullopt},
      {"\xFF\xFE\xFF odd"s, std::nullopt},
      {"", ""},
  };
  for (const auto& row : table) EXPECT_EQ(text_of_bytes(row.bytes), row.text) << row.bytes;
}

}  // namespace
}  // namespace sohoa::text
