#include "pipeline/extract/digital_evidence.hh"

#include <gtest/gtest.h>

#include "core/names.hh"

namespace sohoa {
namespace {

struct Row {
  const char* what;
  const char* value;  // of issued_date
  Status status;
  std::vector<Signature> signatures;
  const char* expected;  // "value|status|rule|candidates"
  std::vector<std::string> issues;
};

Signature signature(const char* time, bool valid = true, bool covers = true) {
  Signature s;
  s.signer = "Trần Văn Mẫu";
  s.time = time;
  s.valid = valid;
  s.covers_document = covers;
  if (!valid) s.trouble = "nội dung đã bị thay đổi sau khi ký";
  return s;
}

TEST(DigitalEvidence, OfADateWrittenByHand) {
  const Row rows[] = {
      {"both say the same day", "2025-02-14", Status::review, {signature("2025-02-14T02:25:08Z")}, "2025-02-14|accepted|digital_signature.time|", {}},
      {"midnight is at home", "2025-02-15", Status::review, {signature("2025-02-14T17:00:00Z")}, "2025-02-15|accepted|digital_signature.time|", {}},
      {"another zone", "2025-02-15", Status::review, {signature("2025-02-14T16:30:00-01:00")}, "2025-02-15|accepted|digital_signature.time|", {}},
      {"one of two", "2025-02-13", Status::review, {signature("2025-02-14T09:00:00+07:00"), signature("2025-02-13T09:00:00+07:00", true, false)},
       "2025-02-13|accepted|digital_signature.time|", {}},
      {"another day", "2025-02-11", Status::review, {signature("2025-02-14T09:00:00+07:00")}, "2025-02-11|review|header.dateline|2025-02-14", {}},
      {"the day is lost", "2025-02", Status::review, {signature("2025-02-13T09:00:00+07:00"), signature("2025-02-14T09:00:00+07:00")},
       "2025-02|review|header.dateline|2025-02-13", {}},
      {"signed years later", "2010-02-14", Status::review, {signature("2025-02-14T09:00:00+07:00")}, "2010-02-14|review|header.dateline|", {}},
      {"the month is lost", "2025", Status::review, {signature("2025-02-14T09:00:00+07:00")}, "2025|review|header.dateline|", {}},
      {"it does not hold", "2025-02-14", Status::review, {signature("2025-02-14T09:00:00+07:00", false, false)}, "2025-02-14|review|header.dateline|",
       {"signature.invalid"}},
      {"printed", "2025-02-11", Status::accepted, {signature("2025-02-14T09:00:00+07:00")}, "2025-02-11|accepted|header.dateline|", {}},
      {"something was added", "2025-02-11", Status::accepted, {signature("2025-02-14T09:00:00+07:00", true, false)},
       "2025-02-11|accepted|header.dateline|", {"signature.changed"}},
      {"no time", "2025-02-14", Status::review, {signature("")}, "2025-02-14|review|header.dateline|", {}},
      {"no zone", "2025-02-14", Status::review, {signature("2025-02-14T09:00:00")}, "2025-02-14|review|header.dateline|", {}},
      {"no such day", "2025-02-30", Status::review, {signature("2025-02-30T09:00:00Z")}, "2025-02-30|review|header.dateline|", {}},
  };
  for (const Row& row : rows) {
    Document document;
    document.pages.emplace_back();
    document.pages[0].signatures = row.signatures;
    Field& date = document.fields[FieldId::issued_date];
    date.values = {row.value};
    date.status = row.status;
    date.handwritten = row.status == Status::review;
    date.evidence.rule = "header.dateline";
    weigh_signatures(document);
    std::string shown = date.value() + "|" + std::string(name(date.status)) + "|" + date.evidence.rule + "|";
    for (const Candidate& candidate : date.candidates) shown += candidate.value;
    EXPECT_EQ(shown, row.expected) << row.what;
    EXPECT_EQ(date.handwritten, row.status == Status::review) << row.what;
    std::vector<std::string> issues;
    for (const Issue& issue : document.issues) issues.push_back(issue.code);
    EXPECT_EQ(issues, row.issues) << row.what;
    EXPECT_EQ(document.signatures, row.signatures) << row.what;
  }
}

}  // namespace
}  // namespace sohoa
