#include "report/coverage.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "report/coverage_report.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSubject = "Kế hoạch kiểm soát thủ tục hành chính năm 2025";

/// Rows and scans only look at their texts.
Text kept(std::string_view s) {
  static Texts texts;
  return texts.once(s);
}

RegisterRow row(std::string_view number, std::string_view date, std::string_view subject = kSubject, std::string_view issuer = "Sở Tư pháp",
                std::string_view dossier = "hoso01") {
  RegisterRow r;
  r.number = kept(number);
  r.date = kept(date);
  r.subject = kept(subject);
  r.issuer = kept(issuer);
  r.dossier = kept(dossier);
  return r;
}

Scan scan(std::string_view id, std::string_view number, std::string_view date, std::string_view subject = kSubject,
          std::string_view issuer = "Sở Tư pháp tỉnh Phương Bắc", std::string_view dossier = "hoso01") {
  Scan s;
  s.id = kept(id);
  s.path = kept(std::string(dossier) + "/" + std::string(id) + ".pdf");
  s.number = kept(number);
  s.number_sure = s.date_sure = true;
  s.date = kept(date);
  s.subject = kept(subject);
  s.issuer = kept(issuer);
  s.dossier = kept(dossier);
  s.pages = 2;
  return s;
}

Register book_of(std::vector<RegisterRow> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].row = static_cast<int>(i) + 2;
  Register book;
  book.rows = std::move(rows);
  return book;
}

/// "certain number_in_review", "doubtful …" or "none" for one row and one scan.
std::string verdict(const RegisterRow& r, const Scan& s) {
  const Coverage c = count_coverage(book_of({r}), {s});
  if (c.matches.empty()) return "none";
  std::string out = c.matches[0].certain ? "certain" : "doubtful";
  for (const Remark remark : c.matches[0].remarks.list()) out += ' ' + std::string(name(remark));
  return out;
}

TEST(Coverage, OneRowOneScan) {
  Scan review = scan("a", "69/KH-STP", "2025-04-15");
  review.number_sure = false;
  Scan review_alone = scan("a", "69/KH-STP", "", "");
  review_alone.number_sure = false;
  Scan other_plan = scan("a", "69/KH-STP", "2025-06-10", "Kế hoạch kiểm soát thủ tục nội bộ của phòng trong quý hai");
  other_plan.number_sure = other_plan.date_sure = false;
  Scan day_misread = scan("a", "69/KH-STP", "2025-06-15");
  day_misread.number_sure = day_misread.date_sure = false;
  Scan misread = scan("a", "6/KH-5TP", "2025-04-15");
  misread.number_sure = false;
  misread.type = kept("Kế hoạch");
  Scan misread_twice = misread, wrong_day = misread, other_type = misread;
  misread_twice.date_sure = false;
  wrong_day.date_sure = false;
  wrong_day.date = kept("2025-04-18");
  other_type.type = kept("Tờ trình");
  const RegisterRow full = row("69/KH-STP", "2025-04-15");
  constexpr const char* kOfCommune = "Về việc cấp giấy chứng nhận quyền sử dụng đất của ông Lê Văn Tân và 8 trường hợp";
  constexpr const char* kAlike = "Về việc cấp giấy chứng nhận quyền sử dụng đất của bà Hồ Thị Sơn và 49 trường hợp";
  const RegisterRow application = row("", "2025-09-05", "Đơn đề nghị (Sử dụng cho nhà ở riêng lẻ)", "");
  Scan request = scan("a", "", "2025-09-05", "CẤP GIẤY PHÉP XÂY DỰNG", "");
  request.type = kept("Đơn đề nghị");
  Scan request_elsewhere = request, statement = request;
  request_elsewhere.dossier = kept("hoso02");
  statement.type = kept("Tờ khai");
  const RegisterRow commune = row("5/QĐ-UBND", "2025-03-10", kOfCommune, "UBND xã Bình An");
  const struct { RegisterRow row; Scan scan; const char* expected; } cases[] = {
      {full, scan("a", "69/KH-STP", "2025-04-15"), "certain"},
      {full, scan("a", "69 /kh - stp", "2025-04-15"), "certain"},
      {row("069/KH-STP", "2025-04-15"), scan("a", "69/KH-STP", "2025-04-15"), "certain"},
      {row("69/KH-STP", "2025"), scan("a", "69/KH-STP", "2025-04-15"), "certain"},
      {row("69/KH-STP", ""), scan("a", "69/KH-STP", "2025-04-15"), "certain"},
      {full, scan("a", "69/KH-STP", ""), "certain date_unread"},
      {full, review, "certain number_in_review"},
      {full, review_alone, "doubtful number_in_review date_unread"},
      {full, other_plan, "doubtful number_in_review date_unread subject_partly"},
      {full, day_misread, "certain number_in_review date_unread"},
      {full, scan("a", "69/KH-STP", "2025-04-16"), "certain date_differs"},
      {full, scan("a", "69/KH-STP", "2025-04-16", "Giấy mời họp giao ban tháng Tư"), "doubtful date_differs subject_differs"},
      {full, scan("a", "69/KH-STP", "2024-04-15", "Giấy mời họp giao ban tháng Tư"), "none"},
      {full, scan("a", "69/KH-STP", "2024-04-15"), "doubtful date_differs"},
      {full, scan("a", "69/KH-STP", "2025-04-15", "Kế hoạch phòng cháy chữa cháy rừng", "Sở Nông nghiệp và Môi trường"),
       "doubtful issuer_differs subject_differs"},  // the symbol says STP
      {commune, scan("a", "5/QĐ-UBND", "2025-03-10", kOfCommune, "Ủy ban nhân dân xã Bình An"), "certain"},
      {commune, scan("a", "5/QĐ-UBND", "2025-03-10", kAlike, "Ủy ban nhân dân xã Hòa Lạc"), "none"},
      {commune, scan("a", "5/QĐ-UBND", "2025-03-10", kOfCommune, "Ủy ban nhân dân xã Hòa Lạc"), "doubtful issuer_differs"},
      {commune, scan("a", "S/QĐ-UBND", "2025-03-10", kAlike, "Ủy ban nhân dân xã Hòa Lạc"), "none"},
      {commune, scan("a", "5/QĐ-UBND", "2025-03-11", kOfCommune, "Ủy ban nhân dân xã Hòa Lạc"), "none"},
      {full, scan("a", "70/KH-STP", "2025-04-15"), "none"},
      {row("105/KH-STP", "2025-04-15"), scan("a", "1O5/KH-STP", "2025-04-15"), "doubtful number_confusable"},
      {row("105/KH-STP", "2025-04-15"), scan("a", "l05/KH-STP", "2023-04-15"), "none"},
      {full, misread, "certain number_unread"},
      {full, misread_twice, "doubtful number_unread date_in_review"},
      {full, wrong_day, "doubtful number_unread date_unread"},
      {full, other_type, "doubtful number_unread type_differs"},
      {full, scan("a", "", "2025-04"), "doubtful number_unread"},
      {full, scan("a", "", "2025-04-15", "Giấy mời họp giao ban tháng Tư"), "none"},
      {row("", "2025-04-15"), scan("a", "69/KH-STP", "2025-04-15"), "certain number_not_given"},
      {row("", ""), scan("a", "69/KH-STP", "2025-04-15"), "doubtful number_not_given"},
      {application, request, "doubtful number_not_given subject_partly issuer_unread"},
      {application, request_elsewhere, "none"},
      {application, statement, "none"},
      {full, scan("a", "69/KH-STP", "2025-04-15", kSubject, "Sở Tư pháp tỉnh Phương Bắc", "hoso02"), "certain"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(verdict(c.row, c.scan), c.expected) << c.row.number.view() << " " << c.row.date.view() << " / " << c.scan.number.view() << " " << c.scan.date.view();
}

TEST(Coverage, RemarksSayWhyAMatchCountsOrDoesNot) {
  Scan misread = scan("a", "6/KH-5TP", "2025-04-15");
  misread.number_sure = false;
  misread.type = kept("Kế hoạch");
  Scan misread_twice = misread;
  misread_twice.date_sure = false;
  const struct { Scan scan; const char* expected; } cases[] = {
      {scan("a", "69/KH-STP", "2025-04-15"), ""},
      {misread, "the scan's number was not read with certainty; counted because these agree: date, issuing body, subject"},
      {misread_twice, "the scan's number was not read with certainty; the date agrees but is still to be checked"}};
  for (const auto& c : cases) EXPECT_EQ(reasons(count_coverage(book_of({row("69/KH-STP", "2025-04-15")}), {c.scan}).matches.at(0)), c.expected);
}

TEST(Coverage, EachScanOnceTheBetterRowFirst) {
  const Coverage c = count_coverage(book_of({row("", "2025-04-15"), row("69/KH-STP", "2025-04-15")}), {scan("a", "69/KH-STP", "2025-04-15")});
  ASSERT_EQ(c.matches.size(), 1u);
  EXPECT_EQ(c.matches[0].row, 1u);
  EXPECT_THAT(c.missing, ElementsAre(0u));
}

TEST(Coverage, SameNumberOfTwoOfficesIsNotCertainWithoutDateOrIssuer) {
  const Register book = book_of({row("16/KH-UBND", "2025", "", "")});
  const Coverage c = count_coverage(book, {scan("a", "16/KH-UBND", "2025-01-16", "Kế hoạch của tỉnh", "UBND tỉnh Phương Bắc"),
                                           scan("b", "16/KH-UBND", "2025-02-20", "Kế hoạch của thành phố", "UBND thành phố Phương Bắc")});
  ASSERT_EQ(c.matches.size(), 1u);
  EXPECT_FALSE(c.matches[0].certain);
  EXPECT_THAT(c.matches[0].remarks.list(), testing::Contains(Remark::several_fit));
  EXPECT_EQ(c.total.digitized, 0);
  EXPECT_THAT(c.unexpected, ElementsAre(1u));
}

TEST(Coverage, OneScanForTwoRowsAlikeIsNotCertain) {
  Scan unread = scan("a", "", "2025-04-15", "Kế hoạch kiểm soát thủ tục hành chính");
  unread.type = kept("Kế hoạch");
  const Coverage c = count_coverage(book_of({row("69/KH-STP", "2025-04-15"), row("70/KH-STP", "2025-04-15")}), {unread});
  ASSERT_EQ(c.matches.size(), 1u);
  EXPECT_FALSE(c.matches[0].certain);
  EXPECT_THAT(c.matches[0].remarks.list(), testing::Contains(Remark::several_fit));
}

TEST(Coverage, AnotherCommunesScanOfTheDayDoesNotHideTheOwnOfAnotherDay) {
  const Register book = book_of({row("5/QĐ-UBND", "2025-03-10", kSubject, "UBND xã Bình An"), row("5/QĐ-UBND", "2025-03-10", kSubject, "UBND xã Hòa Lạc")});
  const Coverage c = count_coverage(book, {scan("a", "5/QĐ-UBND", "2025-03-11", kSubject, "Ủy ban nhân dân xã Bình An"),
                                           scan("b", "5/QĐ-UBND", "2025-03-10", kSubject, "Ủy ban nhân dân xã Hòa Lạc")});
  ASSERT_EQ(c.matches.size(), 2u);
  EXPECT_EQ(c.matches[0].scan, 0u);
  EXPECT_EQ(c.matches[1].scan, 1u);
  EXPECT_THAT(c.problems, IsEmpty());
}

TEST(Coverage, OtherDossierIsSaidOnlyWhereNamesAreComparable) {
  const Register book = book_of({row("1/KH-STP", "2025-01-02"), row("2/KH-STP", "2025-01-03", kSubject, "Sở Tư pháp", "hoso02")});
  const Coverage c = count_coverage(book, {scan("a", "1/KH-STP", "2025-01-02"), scan("b", "2/KH-STP", "2025-01-03")});
  ASSERT_EQ(c.matches.size(), 2u);
  EXPECT_THAT(c.matches[0].remarks.list(), IsEmpty());
  EXPECT_THAT(c.matches[1].remarks.list(), ElementsAre(Remark::other_dossier));
}

/// One number, day and office in two years: the scan of last year's plan, its date read a year late, is not this year's.
TEST(Coverage, AnotherDossierWantsTheSameSubject) {
  constexpr const char* kOld = "Kế hoạch kiểm soát thủ tục hành chính của ông Lê Văn Tân và 8 trường hợp";
  constexpr const char* kNew = "Kế hoạch kiểm soát thủ tục hành chính của bà Hồ Thị Sơn và 49 trường hợp";
  const RegisterRow old = row("69/KH-STP", "2024-04-15", kOld, "Sở Tư pháp", "2024-01");
  const auto read = [&](const char* date, const char* subject, const char* dossier) { return scan("a", "69/KH-STP", date, subject, "Sở Tư pháp tỉnh Phương Bắc", dossier); };
  const struct { const char* row_date; Scan scan; const char* expected; } cases[] = {
      {"2025-04-15", read("2025-04-15", kNew, "2025-01"), "certain"},
      {"2025-04-15", read("2025-04-15", kNew, "2024-01"), "certain other_dossier"},
      {"2025-04-15", read("2025-04-15", kOld, "2024-01"), "none"},  // it is last year's
      {"2025-04-16", read("2025-04-15", kOld, "2024-01"), "none"},
      {"2025-04-15", read("2025-04-15", kOld, "2023-01"), "doubtful other_dossier subject_partly"},
      {"2025-04-16", read("2025-04-15", kNew, "2024-01"), "certain date_differs other_dossier"},
  };
  for (const auto& c : cases) {
    const RegisterRow other = row("1/KH-STP", "2023-01-02", kSubject, "Sở Tư pháp", "2023-01");
    const bool last_year = c.scan.dossier == "2024-01" && c.scan.subject == std::string_view(kOld);
    std::vector<RegisterRow> rows{row("69/KH-STP", c.row_date, kNew, "Sở Tư pháp", "2025-01"), other};
    if (last_year) rows.push_back(old);
    const Coverage found = count_coverage(book_of(rows), {c.scan, scan("z", "1/KH-STP", "2023-01-02", kSubject, "Sở Tư pháp", "2023-01")});
    std::string said = "none";
    for (const Match& m : found.matches)
      if (m.row == 0) {
        said = m.certain ? "certain" : "doubtful";
        for (const Remark remark : m.remarks.list()) said += ' ' + std::string(name(remark));
      }
    EXPECT_EQ(said, c.expected) << c.row_date << " " << c.scan.subject.view() << " " << c.scan.dossier.view();
    EXPECT_EQ(std::ranges::count(found.missing, 2U), 0) << c.row_date;
  }
}

TEST(Coverage, ASecondScanOfAFoundDocumentIsOfNoOtherRow) {
  const Coverage c = count_coverage(book_of({row("69/KH-STP", "2025-04-15"), row("69/KH-STP", "2024-04-15")}),
                                    {scan("a", "69/KH-STP", "2025-04-15"), scan("b", "69/KH-STP", "2025-04-15")});
  EXPECT_THAT(c.missing, ElementsAre(1u));
  EXPECT_EQ(c.duplicates.size(), 1u);
}

TEST(Coverage, WhatWasNotReadIsNoCopy) {
  constexpr const char* kOffice = "UBND xã Bình An";
  const struct { const char *subject, *issuer; std::size_t missing; } cases[] = {
      {kSubject, kOffice, 1},
      {kSubject, "", 0},
      {"", kOffice, 0},
      {"", "", 0},
  };
  for (const auto& k : cases) {
    const Coverage c = count_coverage(book_of({row("05/QĐ-UBND", "2025-04-15", k.subject, k.issuer), row("05/QĐ-UBND", "2025-06-20", "", "", "hoso02")}),
                                      {scan("a", "05/QĐ-UBND", "2025-04-15", k.subject, k.issuer), scan("b", "05/QĐ-UBND", "2025-04-15", k.subject, k.issuer, "hoso03")});
    EXPECT_EQ(c.missing.size(), k.missing) << k.subject << " | " << k.issuer;
  }
}

TEST(Coverage, Duplicates) {
  Scan first = scan("a", "69/KH-STP", "2025-04-15");
  first.duplicates = {kept("hoso01/copy.pdf")};
  const Coverage c = count_coverage(book_of({row("69/KH-STP", "2025-04-15")}), {first, scan("b", "69/KH-STP", "2025-04-15")});
  ASSERT_EQ(c.duplicates.size(), 2u);
  EXPECT_EQ(c.duplicates[0].path, "hoso01/copy.pdf");
  EXPECT_EQ(c.duplicates[1].scan, 1u);
  EXPECT_EQ(c.duplicates[1].of, 0u);
  EXPECT_THAT(c.unexpected, IsEmpty());
}

TEST(Coverage, RepeatedRowsAreAProblemOfTheRegister) {
  const Coverage c = count_coverage(book_of({row("69/KH-STP", "2025-04-15"), row("69/kh-stp", "2025-04-15")}), {scan("a", "69/KH-STP", "2025-04-15")});
  ASSERT_EQ(c.problems.size(), 1u);
  EXPECT_EQ(c.problems[0].row, 3);
  EXPECT_EQ(c.total.digitized, 1);
  EXPECT_EQ(c.total.missing(), 1);
}

TEST(Coverage, Pages) {
  auto rows = std::vector{row("1/KH-STP", "2025-01-02"), row("2/KH-STP", "2025-01-03"), row("3/KH-STP", "2025-01-04"), row("4/KH-STP", "2025-01-05")};
  rows[0].pages = 2;
  rows[1].pages = 3;
  rows[2].pages = 1;
  Scan with_blank = scan("c", "3/KH-STP", "2025-01-04");
  with_blank.blank_pages = 1;
  const Coverage c = count_coverage(book_of(rows), {scan("a", "1/KH-STP", "2025-01-02"), scan("b", "2/KH-STP", "2025-01-03"), with_blank,
                                                    scan("d", "4/KH-STP", "2025-01-05")});
  ASSERT_EQ(c.page_differences.size(), 1u);
  EXPECT_EQ(c.page_differences[0].row, 1u);
  EXPECT_EQ(c.total.pages_expected, 6);
  EXPECT_EQ(c.total.pages_digitized, 5);
}

TEST(Coverage, CountsPerDossierAndNeverRoundsUp) {
  std::vector<RegisterRow> rows;
  std::vector<Scan> scans;
  for (int i = 1; i <= 3; ++i) {
    rows.push_back(row(std::to_string(i) + "/KH-STP", "2025-01-02", kSubject, "Sở Tư pháp", i < 3 ? "A" : "B"));
    if (i != 2) scans.push_back(scan(std::to_string(i), std::to_string(i) + "/KH-STP", "2025-01-02"));
  }
  const Coverage c = count_coverage(book_of(rows), scans);
  const auto dossiers = counts_by(Dimension::dossier, book_of(rows), scans, c, {});
  ASSERT_EQ(dossiers.size(), 2u);
  EXPECT_DOUBLE_EQ(dossiers[0].percent(), 50.0);
  EXPECT_DOUBLE_EQ(dossiers[1].percent(), 100.0);
  EXPECT_DOUBLE_EQ(c.total.percent(), 66.66);
  Count most;
  most.expected = 100000;
  most.digitized = 99999;
  EXPECT_DOUBLE_EQ(most.percent(), 99.99);
  EXPECT_LT(Count{}.percent(), 0);
}

TEST(Coverage, ManyRowsStayFast) {
  std::vector<RegisterRow> rows;
  std::vector<Scan> scans;
  for (int i = 0; i < 4000; ++i) {
    rows.push_back(row(std::to_string(i) + "/QĐ-STP", "", kSubject));
    scans.push_back(scan(std::to_string(i), std::to_string(i) + "/QĐ-STP", ""));
  }
  EXPECT_EQ(count_coverage(book_of(rows), scans).total.digitized, 4000);
}

/// The sample scans as their labels say, as if read without a mistake; the register writes much of it in other ways.
std::vector<Scan> labelled_samples() {
  std::vector<Scan> scans;
  const auto text = [](const Json& label, const char* key) { return label[key].is_string() ? label[key].get<std::string>() : std::string(); };
  for (const Json& label : Json::parse(*read_file(data_folder() / "samples/labels.json"))) {
    const std::string file = label["file"];
    Scan s = scan(file, text(label, "number"), text(label, "issued_date"), text(label, "subject"), text(label, "issuer"), file.substr(0, 6));
    s.path = kept(file);
    s.number_sure = !label["handwritten"]["number"];
    s.pages = label["pages"];
    s.blank_pages = static_cast<int>(label["blank_pages"].size());
    scans.push_back(std::move(s));
  }
  return scans;
}

TEST(Coverage, SampleRegister) {
  const DataTable columns = *read_csv(data_folder() / "register_columns.csv");
  const auto book = parse_register(*read_file(data_folder() / "samples/register.csv"), "register.csv", columns);
  ASSERT_TRUE(book) << book.error().message;
  EXPECT_THAT(book->problems, IsEmpty());
  const std::vector<Scan> scans = labelled_samples();
  const Coverage c = count_coverage(*book, scans);
  std::string seen;
  for (const std::size_t row : c.missing) seen += "missing " + std::string(book->rows[row].number) + "\n";
  for (const std::size_t i : c.unexpected) seen += "unexpected " + std::string(scans[i].path) + "\n";
  for (const Duplicate& d : c.duplicates) seen += "duplicate " + std::string(scans[d.scan].path) + "\n";
  for (const Match& m : c.page_differences) seen += "pages " + std::string(scans[m.scan].path) + "\n";
  for (const Match& m : c.matches)
    if (!m.certain) seen += "doubtful " + std::string(scans[m.scan].path) + "\n";
  EXPECT_EQ(seen,
            "missing 62/TTr-STP\nmissing 88/TB-UBND\nmissing 3127/STC-NSNN\nmissing 142/QĐ-SNV\n"
            "unexpected hoso02/CV xa Thach Khe 64.pdf\nunexpected hoso04/to-khai-trich-luc.pdf\n"
            "duplicate hoso03/CV-don-doc-TTHC.pdf\n");
  EXPECT_EQ(c.total.digitized, 32);
}

TEST(CoverageReport, Printed) {
  CoverageReport report;
  report.book = book_of({row("1/KH-STP", "2025-01-02"), row("2/KH-STP", "2025-01-03"), row("105/KH-STP", "2025-01-04")});
  report.book.problems = {{9, "x"}};
  report.archive.scans = {scan("a", "1/KH-STP", "2025-01-02"), scan("b", "1O5/KH-STP", "2025-01-04"), scan("c", "7/TB-STP", "2025-02-02", "")};
  report.coverage = count_coverage(report.book, report.scans());
  report.tables = {{Dimension::dossier, counts_by(Dimension::dossier, report.book, report.scans(), report.coverage, {})}};
  const std::string text = coverage_text(report, 0);
  for (const char* piece : {"hoso01", "33.33", "02/01/2025", "03/01/2025", "hoso01/c.pdf", "look alike"})
    EXPECT_EQ(text.find(piece) != std::string::npos, std::string(piece) != "02/01/2025") << piece << "\n" << text;
  const Json j = coverage_json(report);
  for (const auto& [key, value] : std::map<std::string, Json>{{"expected", 3}, {"digitized", 1}, {"doubtful", 1}, {"missing", 1}, {"percent", 33.33}, {"unexpected", 1}})
    EXPECT_EQ(j["total"][key], value) << key;
  EXPECT_EQ(j["dossiers"][0]["dossier"], "hoso01");
  EXPECT_EQ(j["missing"][0]["number"], "2/KH-STP");
  EXPECT_EQ(j["doubtful"][0]["remarks"][0], "number_confusable");
  EXPECT_EQ(j["unexpected"][0]["id"], "c");
  EXPECT_EQ(j["problems"][0]["row"], 9);
  const Listing rows = coverage_rows(report);
  ASSERT_EQ(rows.rows.size(), 4u);
  EXPECT_EQ(rows.rows[1][0], "missing");
  EXPECT_EQ(rows.rows[3][0], "unexpected");
  for (const auto& cells : rows.rows) EXPECT_EQ(cells.size(), rows.columns.size());
}

/// A coverage in words, by ids.
std::vector<std::string> told(const Coverage& c, const std::vector<Scan>& scans) {
  std::vector<std::string> out;
  for (const Match& m : c.matches) {
    out.push_back(std::to_string(m.row) + (m.certain ? " = " : " ? ") + std::string(scans[m.scan].id));
    for (const Remark r : m.remarks.list()) out.back() += " " + std::string(name(r));
  }
  for (const std::size_t s : c.unexpected) out.push_back("unexpected " + std::string(scans[s].id));
  for (const Duplicate& d : c.duplicates) out.push_back(std::string(scans[d.scan].id) + " repeats " + std::string(scans[d.of].id));
  out.push_back(std::to_string(c.total.digitized) + " of " + std::to_string(c.total.expected));
  return out;
}

TEST(Coverage, kept_is_what_a_new_count_says) {
  constexpr std::array kOffices{"UBND xã Bình An", "UBND xã Hòa Lạc", "Sở Tư pháp"};
  std::mt19937 random(7);
  const auto one_of = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  const auto number = [&] { return std::to_string(one_of(12) + 1) + (one_of(2) ? "/KH-UBND" : "/QĐ-UBND"); };
  const auto day = [&] { return "2025-03-" + std::to_string(10 + one_of(4)); };
  const auto subject = [&] { return "Kế hoạch kiểm soát thủ tục hành chính năm 2025 của tổ công tác số " + std::to_string(one_of(5)); };
  std::vector<RegisterRow> rows;
  for (int i = 0; i < 120; ++i) rows.push_back(row(one_of(15) ? number() : "", day(), subject(), kOffices[static_cast<std::size_t>(one_of(3))], "hoso0" + std::to_string(one_of(3))));
  const Register book = book_of(rows);
  std::vector<Scan> scans;
  const auto add = [&] {
    Scan s = scan("s" + std::to_string(1000 + scans.size()), one_of(10) ? number() : "", day(), subject(), kOffices[static_cast<std::size_t>(one_of(3))], "hoso0" + std::to_string(one_of(3)));
    s.number_sure = one_of(4) != 0;
    scans.push_back(s);
  };
  for (int i = 0; i < 100; ++i) add();
  KeptCoverage kept_coverage(book, scans);
  for (int step = 0; step < 60; ++step) {
    std::vector<std::uint32_t> changed;
    if (one_of(3) == 0) {
      const auto left = static_cast<std::uint32_t>(one_of(static_cast<int>(scans.size())));
      scans[left].gone = true;
      changed.push_back(left);
    }
    if (one_of(3) != 0) {
      changed.push_back(static_cast<std::uint32_t>(scans.size()));
      add();
    }
    kept_coverage.changed(changed);
    ASSERT_EQ(told(kept_coverage.now(), scans), told(count_coverage(book, scans), scans)) << "step " << step;
  }
}

}  // namespace
}  // namespace sohoa
