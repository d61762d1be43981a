#include "report/folded_findings.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(FoldedFindings, OneRuleAndReasonIsOneLineTheRarestFirst) {
  std::vector<Finding> findings;
  const auto add = [&](const char* rule, Severity severity, const char* number, const char* message) {
    Finding f;
    f.rule = rule, f.severity = severity, f.number = number, f.message = message, f.id = "id";
    findings.push_back(f);
  };
  for (const char* number : {"1/KH-STP", "2/KH-STP", "2/KH-STP", "3/KH-STP", "4/KH-STP"})
    add("deadline.day_off", Severity::notice, number, number[0] == '1' ? "\"trước 1/5\" là ngày nghỉ; kế tiếp là 02/05/2025" : "\"ngày 30/4\" là ngày nghỉ; kế tiếp là 04/05/2026");
  add("ending.mark", Severity::notice, "5/TB-STP", "không thấy dấu ./.");
  add("ending.mark", Severity::notice, "", "không thấy dấu ./.");
  for (const char* act : {"viện dẫn 61/2018/NĐ-CP", "viện dẫn 63/2010/NĐ-CP", "viện dẫn 92/2017/NĐ-CP"}) add("act.repealed", Severity::notice, "6/TB-STP", act);
  add("part.date", Severity::error, "7/TB-STP", "không có ngày");

  std::vector<std::string> said;
  for (const FoldedFindings& one : folded(findings)) said.push_back(documents_of(one) + ": " + said_of(one));
  EXPECT_EQ(said, (std::vector<std::string>{"7/TB-STP: không có ngày", "5/TB-STP: không thấy dấu ./.", "id: không thấy dấu ./.", "6/TB-STP: viện dẫn 61/2018/NĐ-CP",
                                            "6/TB-STP: viện dẫn 63/2010/NĐ-CP", "6/TB-STP: viện dẫn 92/2017/NĐ-CP",
                                            "1/KH-STP, 2/KH-STP, 3/KH-STP, … (4): 5 × \"…\" là ngày nghỉ; kế tiếp là …"}));
}

}  // namespace
}  // namespace sohoa
