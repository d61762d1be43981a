#include "report/deadlines.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sohoa {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

constexpr year_month_day kWednesday{year{2025}, month{5}, day{14}};

Deadline absolute(std::string date, std::string bound = "before") {
  Deadline d;
  d.phrase = "trước ngày " + date;
  d.date = std::move(date);
  d.bound = std::move(bound);
  d.status = Status::accepted;
  d.evidence.page = 2;
  return d;
}

Deadline of_kind(DeadlineKind kind) {
  Deadline d;
  d.kind = kind;
  d.phrase = "theo kỳ";
  return d;
}

Due due_of(const Deadline& deadline) {
  Document document;
  document.id = "a1";
  document.deadlines = {deadline};
  return deadlines_of(document, kWednesday).at(0);
}

TEST(Deadlines, Groups) {
  Deadline period = of_kind(DeadlineKind::period);
  period.start = "2025-04-01";
  period.end = "2025-06-30";
  Deadline monthly = absolute("2025-05-25");
  monthly.kind = DeadlineKind::recurring;
  Deadline daily = of_kind(DeadlineKind::recurring);
  daily.rrule = {"FREQ=DAILY"};
  const struct { Deadline deadline; DueGroup group; const char* day; } cases[] = {
      {absolute("2025-05-13"), DueGroup::overdue, "2025-05-13"},
      {absolute("2025-05-14"), DueGroup::this_week, "2025-05-14"},
      {absolute("2025-05-18"), DueGroup::this_week, "2025-05-18"},
      {absolute("2025-05-19"), DueGroup::next_week, "2025-05-19"},
      {absolute("2025-05-25"), DueGroup::next_week, "2025-05-25"},
      {absolute("2025-05-26"), DueGroup::later, "2025-05-26"},
      {absolute("2025-05"), DueGroup::later, "2025-05-31"},
      {absolute("2024-02"), DueGroup::overdue, "2024-02-29"},
      {absolute("2025"), DueGroup::later, "2025-12-31"},
      {absolute("2025-02-30"), DueGroup::undated, ""},
      {absolute("2025-13"), DueGroup::undated, ""},
      {absolute("rubbish"), DueGroup::undated, ""},
      {absolute("2025-06-01", "from"), DueGroup::undated, ""},
      {period, DueGroup::later, "2025-06-30"},
      {monthly, DueGroup::recurring, ""},
      {daily, DueGroup::continuous, ""},
      {of_kind(DeadlineKind::continuous), DueGroup::continuous, ""},
      {of_kind(DeadlineKind::relative), DueGroup::undated, ""},
      {of_kind(DeadlineKind::event), DueGroup::undated, ""},
      {of_kind(DeadlineKind::reference), DueGroup::undated, ""},
  };
  for (const auto& c : cases) {
    const Due due = due_of(c.deadline);
    EXPECT_EQ(due.group, c.group) << c.deadline.phrase;
    EXPECT_EQ(due.day, c.day) << c.deadline.phrase;
  }
}

TEST(Deadlines, OnSundayTheWeekIsStillThisOne) {
  Document document;
  document.deadlines = {absolute("2025-05-18"), absolute("2025-05-19")};
  const auto due = deadlines_of(document, year{2025} / 5 / 18);
  EXPECT_EQ(due[0].group, DueGroup::this_week);
  EXPECT_EQ(due[1].group, DueGroup::next_week);
}

TEST(Deadlines, OccurrencesOfRulesThatNameADay) {
  using Days = std::vector<std::string>;
  const struct { const char *rule, *issued; Days days; const char* since; } cases[] = {
      {"FREQ=MONTHLY;BYMONTHDAY=25", "2025-01-10", {"2025-05-25"}, "2025-04-25"},
      {"FREQ=MONTHLY;BYMONTHDAY=25", "2025-05-10", {"2025-05-25"}, "2025-05-10"},
      {"FREQ=MONTHLY;BYMONTHDAY=25", "2025", {"2025-05-25"}, "2025-04-25"},
      {"FREQ=WEEKLY;BYDAY=FR", "2015-01-10", {"2025-05-16", "2025-05-23", "2025-05-30", "2025-06-06", "2025-06-13"}, "2025-05-09"},
      {"FREQ=DAILY", "2020-01-10", {}, ""},
      {"FREQ=MONTHLY", "2025-01-10", {}, ""},
      {"FREQ=MONTHLY;INTERVAL=3", "2025-01-10", {}, ""},
      {"FREQ=WEEKLY", "2025-01-10", {}, ""},
      {"FREQ=YEARLY", "2024-05-20", {}, ""},
  };
  for (const auto& c : cases) {
    Deadline recurring = of_kind(DeadlineKind::recurring);
    recurring.rrule = {c.rule};
    Due due = due_of(recurring);
    due.issued = c.issued;
    Days days;
    std::string since;
    for (const Due& one : with_occurrences({due}, kWednesday, 31)) {
      if (!one.occurrence) continue;
      if (days.empty()) since = one.since;
      days.push_back(one.day);
    }
    EXPECT_EQ(days, c.days) << c.rule;
    EXPECT_EQ(since, c.since) << c.rule;
  }
}

TEST(Deadlines, WhatIsPerhapsAnsweredIsNotCountedAsOverdue) {
  Due open = due_of(absolute("2025-05-01")), perhaps = open, coming = due_of(absolute("2025-06-01"));
  perhaps.answer = "57/BC-STP";
  perhaps.answer_date = "2025-04-28";
  const struct { const Due& due; bool overdue, perhaps; } cases[] = {{open, true, false}, {perhaps, false, true}, {coming, false, false}};
  for (const auto& c : cases) {
    EXPECT_EQ(is_overdue(c.due), c.overdue);
    EXPECT_EQ(is_perhaps_answered(c.due), c.perhaps);
  }
  EXPECT_THAT(deadlines_text({open, perhaps}, 0), HasSubstr("Overdue (1; perhaps answered: 1)"));
}

TEST(Deadlines, Unit) {
  Deadline d = absolute("2025-05-20");
  d.lead = "Sở Tư pháp";
  d.coordinating = "Văn phòng UBND tỉnh; Sở Nội vụ";
  const struct { const char* unit; bool concerned; } cases[] = {
      {"", true}, {"Sở Tư pháp", true}, {"so tu phap", true}, {"STP", true}, {"Sở Nội vụ", true}, {"Sở Y tế", false}};
  for (const auto& c : cases) EXPECT_EQ(concerns(due_of(d), c.unit), c.concerned) << c.unit;
  EXPECT_FALSE(concerns(due_of(absolute("2025-05-20")), "Sở Tư pháp"));
}

TEST(Deadlines, Printed) {
  Document document;
  document.id = "a1";
  document.sources = {{"hoso01/a.pdf", "", {1, 2}}};
  document.fields[FieldId::number].values = {"15/KH-STP"};
  Deadline monthly = of_kind(DeadlineKind::recurring);
  monthly.rrule = {"FREQ=MONTHLY;BYMONTHDAY=25"};
  Deadline saturday = absolute("2025-05-17");
  saturday.task = "Báo cáo kết quả rà soát";
  saturday.lead = "Phòng Phổ biến pháp luật";
  saturday.working_day = "2025-05-19";
  saturday.status = Status::review;
  document.deadlines = {absolute("2025-06-02"), saturday, monthly, absolute("2025-05-01")};
  auto all = deadlines_of(document, kWednesday);
  sort_deadlines(all);
  const std::string text = deadlines_text(all, 0);
  std::size_t last = 0;
  for (const char* piece : {"Overdue (1)", "01/05/2025", "This week (1)", "17/05/2025", "Báo cáo kết quả rà soát", "15/KH-STP (?) hoso01/a.pdf, p. 2",
                            "to be checked; working day: 19/05/2025", "Later (1)", "02/06/2025", "Recurring (1)"}) {
    const std::size_t at = text.find(piece, last);
    ASSERT_NE(at, std::string::npos) << piece << "\n" << text;
    last = at;
  }
  EXPECT_THAT(text, testing::Not(HasSubstr("Next week")));
  const Json j = deadlines_json(all, "2025-05-14");
  EXPECT_EQ(j["this_week"][0]["lead"], "Phòng Phổ biến pháp luật");
  EXPECT_EQ(j["this_week"][0]["document"]["number"], "15/KH-STP");
  EXPECT_EQ(j["recurring"][0]["rrule"][0], "FREQ=MONTHLY;BYMONTHDAY=25");
  EXPECT_TRUE(j["next_week"].empty());
  const Listing rows = deadline_rows(all);
  ASSERT_EQ(rows.rows.size(), 4u);
  for (const auto& cells : rows.rows) EXPECT_EQ(cells.size(), rows.columns.size());
  EXPECT_EQ(deadlines_text({}, 0), "No deadline found.\n");
}

}  // namespace
}  // namespace sohoa
