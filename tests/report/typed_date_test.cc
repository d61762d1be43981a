#include "report/typed_date.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(TypedDate, Forms) {
  const struct { const char* typed; const char* iso; bool guessed; } cases[] = {
      {"5/3/2025", "2025-03-05", false},
      {"05-03-2025", "2025-03-05", false},
      {" 05 . 03 . 2025 ", "2025-03-05", false},
      {"2025-03-05", "2025-03-05", false},
      {"2025-03-05 00:00:00", "2025-03-05", false},
      {"2025-03-05T08:30:00", "2025-03-05", false},
      {"05/03/2025 00:00", "2025-03-05", false},
      {"ngày 05 tháng 3 năm 2025", "2025-03-05", false},
      {"Ngày 05/3/2025", "2025-03-05", false},
      {"3/2025", "2025-03", false},
      {"2025/3", "2025-03", false},
      {"…/3/2025", "2025-03", false},
      {"tháng 3 năm 2025", "2025-03", false},
      {"2025", "2025", false},
      {"5/3/25", "2025-03-05", true},
      {"5/3/98", "1998-03-05", true},
      {"3/25/2025", "2025-03-25", true},
      {"31/02/2025", "2025-02", true},
      {"45721", "2025-03-05", true},
      {"13/2025", "", false},
      {"5/13/13", "", false},
      {"0/3/2025", "", false},
      {"257/3/2025", "", false},
      {"hôm qua", "", false},
      {"", "", false},
      {"15/QĐ-UBND", "", false},
      {"99999", "", false},
      {"123456789012345678901234567890", "", false},
  };
  for (const auto& c : cases) {
    const TypedDate read = read_typed_date(c.typed);
    EXPECT_EQ(read.iso, c.iso) << c.typed;
    EXPECT_EQ(read.guessed, c.guessed) << c.typed;
  }
}

TEST(TypedDate, Agree) {
  EXPECT_TRUE(dates_agree("2025-03", "2025-03-05"));
  EXPECT_TRUE(dates_agree("2025-03-05", "2025"));
  EXPECT_FALSE(dates_agree("2025-04", "2025-03-05"));
  EXPECT_FALSE(dates_agree("", "2025-03-05"));
  EXPECT_FALSE(dates_agree("", ""));
}

}  // namespace
}  // namespace sohoa
