#include "report/table.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

Listing some() {
  return {{{"number", "Số, ký hiệu", true}, {"pages", "Trang"}, {"subject", "Trích yếu"}},
          {{"05/QĐ-UBND", 12, "Về việc thành lập tổ công tác số hóa hồ sơ"}, {"112/STP-VP", 3, nullptr}}};
}

TEST(Table, AlignsByColumnsNotBytes) {
  EXPECT_EQ(as_text(some(), 0),
            "Số, ký hiệu  Trang  Trích yếu\n"
            "───────────  ─────  ──────────────────────────────────────────\n"
            "05/QĐ-UBND      12  Về việc thành lập tổ công tác số hóa hồ sơ\n"
            "112/STP-VP       3\n");
}

TEST(Table, WrapsLongCellsToTheTerminal) {
  EXPECT_EQ(as_text(some(), 41),
            "Số, ký hiệu  Trang  Trích yếu\n"
            "───────────  ─────  ─────────────────────\n"
            "05/QĐ-UBND      12  Về việc thành lập tổ\n"
            "                    công tác số hóa hồ sơ\n"
            "112/STP-VP       3\n");
}

TEST(Table, BreaksWordsLongerThanTheColumnAndKeepsMarksWithTheirLetter) {
  const Listing listing{{{"a", "A"}}, {{"ee\xCC\x82" "e\xCC\x82" "12345678901"}}};
  EXPECT_EQ(as_text(listing, 13), "A\n─────────────\nee\xCC\x82" "e\xCC\x82" "1234567890\n1\n");
}

TEST(Table, NothingIsLostWhenTheTerminalIsTooNarrow) {
  const std::string text = as_text(some(), 10);
  for (const char* piece : {"05/QĐ-UBND", "112/STP-VP", "thành", "lập", "hồ sơ"})
    EXPECT_NE(text.find(piece), std::string::npos) << piece << '\n' << text;
}

TEST(Table, ControlCharactersCannotReachTheTerminal) {
  EXPECT_EQ(as_text({{{"a", "A"}}, {{"\xC2\x9B" "1m"}}}, 0), "A\n────\n  1m\n");
  EXPECT_EQ(as_text({{{"a", "A"}}, {{"x\x1b[31m\ny"}}}, 0), "A\n────────\nx [31m y\n");
}

TEST(Table, HeaderAloneWithoutRows) { EXPECT_EQ(as_text({{{"a", "Số"}}, {}}, 80), "Số\n──\n"); }

TEST(Table, Csv) {
  const struct { Json cell; const char* expected; } cases[] = {
      {"Quyết định", "Quyết định"}, {"a, b", "\"a, b\""}, {"nói \"có\"", "\"nói \"\"có\"\"\""},
      {"hai\ndòng", "\"hai\ndòng\""}, {-5, "-5"}, {0.25, "0.25"}, {nullptr, ""},
      {"=1+1", "'=1+1"}, {"- Như trên", "'- Như trên"}, {Json::array({"A", "B"}), "\"A; B\""},
      {"2025-03-05", "2025-03-05"},
  };
  for (const auto& c : cases) EXPECT_EQ(csv_row({c.cell}), std::string(c.expected) + "\n");
  EXPECT_EQ(as_csv({{{"a", "Số"}, {"b", "Ngày"}}, {{"1", 2}}}), "\xEF\xBB\xBFSố,Ngày\n1,2\n");
}

TEST(Table, Json) {
  EXPECT_EQ(as_json(some())[1].dump(), R"({"number":"112/STP-VP","pages":3,"subject":null})");
}

TEST(Table, Width) {
  EXPECT_EQ(text_width(false, "100", 80), 0);
  EXPECT_EQ(text_width(true, "100", 80), 100);
  EXPECT_EQ(text_width(true, "wide", 70), 70);
  EXPECT_EQ(text_width(true, nullptr, 0), 80);
}

}  // namespace
}  // namespace sohoa
