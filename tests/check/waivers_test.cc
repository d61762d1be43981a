#include "check/waivers.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

Finding finding(const std::string& rule, const std::string& id) {
  Finding f;
  f.rule = rule;
  f.id = id;
  return f;
}

TEST(Waivers, the_last_word_counts) {
  const Waiver one{"scan.dpi", "aaaa", "bản gốc đã hủy", "Lan", "2025-05-14T02:00:00Z"}, two{"scan.dpi", "bbbb", "x", "Lan", "2025-05-14T02:00:00Z"};
  const std::vector<Json> journal{waiver_entry(one), waiver_entry(two), withdrawn_waiver_entry(two), {{"what", "correct"}}};
  const auto holding = waivers_of(journal);
  ASSERT_EQ(holding.size(), 1U);
  EXPECT_EQ(holding[0].id, "aaaa");
  EXPECT_EQ(holding[0].reason, "bản gốc đã hủy");
  EXPECT_EQ(holding[0].who, "Lan");
}

TEST(Waivers, take_out_what_they_name_only) {
  std::vector<Finding> findings{finding("scan.dpi", "aaaa"), finding("scan.dpi", "bbbb"), finding("scan.pdfa", "aaaa")};
  const auto taken = take_waived(findings, {{"scan.dpi", "aaaa", {}, {}, {}}});
  EXPECT_EQ(taken.size(), 1U);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].id, "bbbb");
  EXPECT_EQ(findings[1].rule, "scan.pdfa");
}

}  // namespace
}  // namespace sohoa
