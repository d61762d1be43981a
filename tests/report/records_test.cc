#include "report/records.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/hit_rows.hh"

namespace sohoa {
namespace {

using testing::HasSubstr;

Document invented() {
  Document d;
  d.id = "0a1b2c3d";
  d.dossier = "hoso01";
  d.sources = {{"hoso01/a.pdf", "ff", {1, 2, 3}}};
  d.duplicates = {"hoso01/a-copy.pdf"};
  Field number;
  number.values = {"15/QĐ-UBND"};
  number.status = Status::review;
  number.confidence = 0.5;
  number.evidence = {1, {}, "header.number"};
  Candidate other;
  other.value = "16/QĐ-UBND";
  number.candidates = {other};
  d.fields[FieldId::number] = number;
  Field date;
  date.values = {"2025-03-05"};
  date.status = Status::accepted;
  d.fields[FieldId::issued_date] = date;
  Field recipients;
  recipients.values = {"Như Điều 3", "Lưu: VT"};
  recipients.status = Status::accepted;
  d.fields[FieldId::recipients] = recipients;
  Citation citation;
  citation.number = "63/2010/NĐ-CP";
  citation.relation = Relation::basis;
  d.citations = {citation};
  Deadline deadline;
  deadline.phrase = "trước ngày 15/5/2025";
  deadline.date = "2025-05-15";
  d.deadlines = {deadline};
  Issue issue;
  issue.code = "page.unreadable";
  issue.severity = Severity::error;
  issue.page = 2;
  issue.message = "Trang 2 không đọc được";
  d.issues = {issue};
  return d;
}

TEST(Records, OneLineEach) {
  const std::string line = record_line(invented());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_THAT(line, HasSubstr("\"15/QĐ-UBND\""));
  EXPECT_THAT(line, testing::Not(HasSubstr("\"pages\":[{")));
}

TEST(Records, BytesThatAreNotUtf8DoNotStopAnExport) {
  Document d = invented();
  d.sources[0].path = "hoso01/\xFF.pdf";
  EXPECT_THAT(record_line(d), HasSubstr("\xEF\xBF\xBD.pdf"));
}

TEST(Records, HitsNameTheirDoubtfulFieldsInTheUsersLanguage) {
  search::Hit hit;
  hit.review = {"number", "issuer"};
  EXPECT_EQ(hit_rows({hit}).rows.front()[10], (Json{"Number", "Issuer"}));
}

TEST(Records, Cells) {
  const auto head = record_head();
  const auto cells = record_cells(invented());
  ASSERT_EQ(head.size(), cells.size());
  const auto cell = [&](const char* label) { return shown(cells[static_cast<std::size_t>(std::find(head.begin(), head.end(), label) - head.begin())]); };
  EXPECT_EQ(cell("Id"), "0a1b2c3d");
  EXPECT_EQ(cell("Pages"), "3");
  EXPECT_EQ(cell("Number"), "15/QĐ-UBND");
  EXPECT_EQ(cell("Issued"), "2025-03-05");
  EXPECT_EQ(cell("Recipients"), "Như Điều 3; Lưu: VT");
  EXPECT_EQ(cell("To be looked at"), "Number");
  EXPECT_EQ(cell("Issues"), "Trang 2 không đọc được");
}

TEST(Records, ShownToAReader) {
  const std::string text = document_text(invented(), 0);
  for (const char* piece : {"0a1b2c3d", "hoso01/a.pdf (3 pages)", "hoso01/a-copy.pdf", "15/QĐ-UBND", "to be checked", "perhaps", "16/QĐ-UBND",
                            "05/03/2025", "certain", "Not found: Type", "63/2010/NĐ-CP", "basis", "15/05/2025", "Trang 2 không đọc được"})
    EXPECT_THAT(text, HasSubstr(piece));
}

}  // namespace
}  // namespace sohoa
