#include "pipeline/extract/duties.hh"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "core/record_json.hh"
#include "tests/extract/extracted.hh"
#include "text_lines.hh"

namespace sohoa {
namespace {

using test::knowledge;

Document read(const std::string& text, const std::string& issued = "") {
  Document document;
  if (!issued.empty()) document.fields[FieldId::issued_date].values = {issued};
  find_duties(test::lines_of_text(text), document, knowledge());
  return document;
}

TEST(Duties, ThePlansYearStandsInItsTitle) {
  const std::string plan =
      "KẾ HOẠCH\nHoạt động kiểm soát thủ tục năm 2026\n- Thời gian thực hiện: Trong Quý I.";
  for (const char* issued : {"", "2025-12-30"}) {
    const Document document = read(plan, issued);
    ASSERT_EQ(document.deadlines.size(), 1U);
    EXPECT_EQ(document.deadlines[0].start, "2026-01-01");
    EXPECT_TRUE(document.deadlines[0].inferred_year);
    EXPECT_EQ(document.deadlines[0].status, Status::review);
  }
}

TEST(Duties, WhatLiesBeforeTheDocumentIsNoDeadline) {
  EXPECT_EQ(read("gửi báo cáo trước ngày 15/5/2025.", "2025-05-02").deadlines.size(), 1U);
  EXPECT_TRUE(read("gửi báo cáo trước ngày 15/5/2025.", "2025-06-02").deadlines.empty());
  // A document without a date is not older than what it cites.
  EXPECT_TRUE(read("Theo Công văn số 12/UBND-NC ngày 02/6/2025, gửi báo cáo trước ngày 15/5/2025.")
                  .deadlines.empty());
}

TEST(Duties, NoActIsCitedBeforeItIsMade) {
  const Document document =
      read("Theo Quyết định số 12/QĐ-UBND ngày 02/10/2096 của UBND tỉnh", "2025-06-02");
  ASSERT_EQ(document.citations.size(), 1U);
  EXPECT_EQ(document.citations[0].date, "");
}

TEST(Duties, AYearWithoutACalendarIsSaid) {
  const Document document =
      read("gửi báo cáo trước ngày 15/5/2010 và trước ngày 20/6/2010.", "2010-02-01");
  ASSERT_EQ(document.deadlines.size(), 2U);
  EXPECT_EQ(document.deadlines[0].working_day, "");
  ASSERT_EQ(document.issues.size(), 1U);
  EXPECT_EQ(document.issues[0].code, "deadline.no_calendar");
  EXPECT_TRUE(read("gửi báo cáo trước ngày 15/5/2025.", "2025-02-01").issues.empty());
}

TEST(Duties, TheOwnNumberOfTheHeaderIsNoCitation) {
  Document document;
  document.fields[FieldId::number].values = {"15/KH-STP"};
  find_duties(test::lines_of_text("theo Kế hoạch số 15/KH-STP và Kế hoạch số 16/KH-UBND"), document,
              knowledge());
  ASSERT_EQ(document.citations.size(), 1U);
  EXPECT_EQ(document.citations[0].number, "16/KH-UBND");
}

TEST(Duties, ANameOfAKindThatContradictsItsCodeIsReported) {
  const Document document = read(
      "Theo Nghị quyết số 73/2001/NĐ-CP ngày 05/10/2001, Nghị định số 30/2020/NĐ-CP và Thông tư "
      "liên tịch số "
      "5/2005/TTLT-BNV");
  ASSERT_EQ(document.issues.size(), 1U);
  EXPECT_EQ(document.issues[0].code, "citation.type_mismatch");
  EXPECT_EQ(document.citations[0].type, "Nghị quyết");
}

TEST(Duties, AHandwrittenDateBindsByItsYearOnly) {
  Document document;
  Field& issued = document.fields[FieldId::issued_date];
  issued.values = {"2010-05"};
  issued.status = Status::review;
  issued.confidence = 0.4;
  find_duties(test::lines_of_text("báo cáo kết quả về Cục trước ngày 05/4/2010."), document,
              knowledge());
  EXPECT_EQ(document.deadlines.size(), 1U);
}

/// Words of such texts in any order: no crash, no endless search.
TEST(Duties, SurviveAnything) {
  const std::vector<std::string> pieces{"trước ngày",
                                        "15/5/2025",
                                        "Văn phòng Sở",
                                        "chủ trì,",
                                        "phối hợp với",
                                        "các phòng",
                                        "1",
                                        "STT Nội dung công việc",
                                        "định kỳ hằng",
                                        "tháng, quý",
                                        "trong thời hạn",
                                        "05 ngày",
                                        "kể từ ngày",
                                        "số 12/QĐ-\nUBND",
                                        "\n",
                                        "\n-",
                                        "\n+",
                                        "\f",
                                        "100%",
                                        "tối thiểu",
                                        "% 60",
                                        ";",
                                        ":",
                                        ".",
                                        "Căn cứ",
                                        "Luật",
                                        "năm 2025",
                                        "Quý II",
                                        "\uFFFD",
                                        "của",
                                        "Bộ Tài",
                                        "Phụ lục I",
                                        "(Kèm theo",
                                        "/",
                                        "II",
                                        "đ)",
                                        "Điều 5."};
  std::mt19937 random(11);
  for (int round = 0; round < 150; ++round) {
    std::string text;
    for (int i = 0; i < 120; ++i)
      text += pieces[random() % pieces.size()] + (random() % 4 == 0 ? "" : " ");
    EXPECT_NO_THROW(to_json(read(text)).dump());  // throws on a letter cut in two
  }
}

TEST(Duties, LongTextsTakeTimeInProportion) {
  for (const char* line : {"- Văn phòng Sở báo cáo theo Công văn số 12/UBND-NC ngày 01/02/2025, "
                           "hoàn thành trước ngày 15/5/2025.\n",
                           "văn phòng báo cáo theo số 12/UBND-NC ngày 01/02/2025, hoàn thành trước "
                           "ngày 15/5/2025, 100% và "}) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += line;
    const auto begin = std::chrono::steady_clock::now();
    const Document document = read(text);
    EXPECT_EQ(document.deadlines.size(), 1000U);
    EXPECT_NO_THROW(to_json(document).dump());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  }
}

}  // namespace
}  // namespace sohoa
