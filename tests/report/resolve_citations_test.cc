#include "report/resolve_citations.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

std::string resolved(const Citation& cited, const std::vector<ArchivedAct>& acts) {
  Document document;
  document.id = "self";
  document.citations = {cited};
  resolve_citations(document, [&](std::string_view) { return acts; });
  return document.citations[0].resolved;
}

Citation citation(const char* number, const char* date, const char* issuer) {
  Citation cited;
  cited.number = number;
  cited.date = date;
  cited.issuer = issuer;
  return cited;
}

TEST(ResolveCitations, OneActMustFitAndNoneContradict) {
  const ArchivedAct act{"a1", "2025-05-09", {"Sở Tư pháp", "Sở Tư pháp tỉnh Hòa An"}};
  const ArchivedAct other_year{"a2", "2024-05-02", {"Sở Tư pháp"}};
  struct Row {
    Citation cited;
    std::vector<ArchivedAct> acts;
    const char* expected;
  };
  for (const auto& [cited, acts, expected] : std::initializer_list<Row>{
           {citation("12/KH-STP", "2025-05-09", ""), {act, other_year}, "a1"},
           {citation("12/KH-STP", "2025", "Sở Tư pháp"), {act, other_year}, "a1"},
           {citation("12/KH-STP", "", "Sở Tư pháp"), {act}, ""},  // of which year?
           {citation("12/KH-STP", "2023-05-09", "Sở Tư pháp"), {act, other_year}, ""},
           {citation("12/KH-STP", "2025-05", "Sở Nội vụ"), {act}, ""},
           {citation("12/KH-STP", "2025-05-09", "Sở Nội vụ"), {act}, ""},
           {citation("12/KH-STP", "2025-05-09", "Giám đốc Sở Tư pháp"), {act}, "a1"},
           {citation("12/KH-UBND", "2025-05-09", "UBND tỉnh"), {{"a4", "2025-05-09", {"Chủ tịch Ủy ban nhân dân tỉnh Hòa An"}}}, "a4"},
           {citation("12/KH-UBND", "2025-05-09", "UBND huyện Hòa An"), {{"a4", "2025-05-09", {"Ủy ban nhân dân tỉnh Hòa An"}}}, ""},
           {citation("30/2020/NĐ-CP", "", ""), {act}, "a1"},
           {citation("12/KH-STP", "2025-05-09", ""), {act, {"a3", "2025-05-09", {}}}, ""},
           {citation("12/KH-STP", "2025-05-09", ""), {{"self", "2025-05-09", {}}}, ""},
           {citation("", "2025-05-09", ""), {act}, ""}})
    EXPECT_EQ(resolved(cited, acts), expected) << cited.number << ' ' << cited.date;
}

}  // namespace
}  // namespace sohoa
