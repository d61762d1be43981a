#include "core/text/identity.hh"

#include <gtest/gtest.h>

namespace sohoa::text {
namespace {

TEST(IdentityNumbers, AreHiddenHoweverTheyAreSet) {
  const char* cases[][2] = {
      {"số 001099012345, cấp", "số •••••••••345, cấp"},
      {"012345678", "••••••678"},
      {"001 099 012 345", "••• ••• ••• 345"},
      {"012.345.678", "•••.•••.678"},
      {"0 0 1 0 9 9 0 1 2 3 4 5", "• • • • • • • • • 3 4 5"},
      {"Điều 5 001 099 012 345", "Điều 5 ••• ••• ••• 345"},
      {"«001» 099 «012» 345", "«•••» ••• «•••» 345"},
      {"Số CMND: 212 345 678", "Số CMND: ••• ••• 678"},
      {"căn cước 1 2 0 1 3 5 1 4 2", "căn cước • • • • • • 1 4 2"},
      {"001099 012345 và 012345678", "•••••• •••345 và ••••••678"},
  };
  for (const auto& c : cases) EXPECT_EQ(without_identity_numbers(c[0]), c[1]);
}

TEST(IdentityNumbers, AreNotSeenInOtherNumbers) {
  for (const char* text : {"0912345678", "1.234.567.890 đồng", "1.234.567.890.123", "năm 2025", "12 34 56 78 9", "30/6/2025", "1 2 3 4 5 6 7 8", "001099/012345", "120 135 142", "1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8 9 10 11 12", "0 1 2 3 4 5 6 7 8",
                           "120.135.142 đồng", "Tổng 210 120 135 142", "001 999 012 345", "120 135 142 167 098 011"})
    EXPECT_EQ(without_identity_numbers(text), text);
}

TEST(IdentityNumbers, AreSeenWhereTheLabelMayStandElsewhere) {
  EXPECT_EQ(without_identity_numbers("212 345 678", true), "••• ••• 678");
  EXPECT_EQ(without_identity_numbers("212 345 678"), "212 345 678");
}

Word word(const char* text, int x, int line = 0) { return {text, Box{x, 0, x + 10, 10}, 1.0, line, 0}; }

TEST(IdentityNumbers, OverSeveralWordsOfAPage) {
  Page page;
  page.words = {word("số", 0), word("001", 20), word("099", 40), word("012", 60), word("345,", 80), word("cấp", 100), word("2025", 0, 1)};
  EXPECT_TRUE(has_identity_number(page));
  EXPECT_EQ(identity_places(page), (std::vector<Box>{{20, 0, 30, 10}, {40, 0, 50, 10}, {60, 0, 70, 10}, {80, 0, 90, 10}}));
  hide_identity_numbers(page);
  EXPECT_EQ(text_of(page), "số ••• ••• ••• 345, cấp\n2025\n");
}

TEST(IdentityNumbers, InACodeOfAPage) {
  Page page;
  page.barcodes = {{"QRCode", "001099012345|012345678|Nguyễn Văn Thử", {5, 5, 50, 50}}};
  EXPECT_TRUE(has_identity_number(page));
  EXPECT_EQ(identity_places(page), (std::vector<Box>{{5, 5, 50, 50}}));
}

}  // namespace
}  // namespace sohoa::text
