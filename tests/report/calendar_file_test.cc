#include "report/calendar_file.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>
#include <set>
#include <sstream>

#include "report/fulfilled.hh"
#include "report/recurrence.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Recurrence, Days) {
  using Days = std::vector<std::string>;
  const struct { Days rules; const char *begin, *from, *to; Days expected; } cases[] = {
      {{"FREQ=MONTHLY;BYMONTHDAY=25"}, "2025-01-10", "2025-05-14", "2025-07-25", {"2025-05-25", "2025-06-25", "2025-07-25"}},
      {{"FREQ=MONTHLY;BYMONTHDAY=31"}, "2025-01-10", "2025-02-01", "2025-05-31", {"2025-03-31", "2025-05-31"}},
      {{"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"}, "2025-03-15", "2025-05-01", "2025-12-31", {}},
      {{"FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"}, "2025-11-01", "2025-11-01", "2025-12-31", {"2025-11-25", "2025-12-25"}},
      {{"FREQ=WEEKLY;BYDAY=FR"}, "2025-05-14", "2025-05-14", "2025-05-30", {"2025-05-16", "2025-05-23", "2025-05-30"}},
      {{"FREQ=MONTHLY"}, "2025-01-10", "2025-05-14", "2025-12-31", {}},
      {{"FREQ=WEEKLY"}, "2025-01-10", "2025-05-14", "2025-12-31", {}},
      {{"FREQ=YEARLY"}, "2025-01-10", "2025-05-14", "2027-12-31", {}},
      {{"FREQ=YEARLY;BYMONTH=12"}, "2025-01-10", "2025-05-14", "2027-12-31", {}},
      {{"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"}, "2025-01-10", "2025-05-14", "2025-12-31", {"2025-12-05"}},
      {{"FREQ=DAILY"}, "2025-01-10", "2025-05-14", "2025-05-15", {"2025-05-14", "2025-05-15"}},
      {{"nonsense"}, "2025-05-14", "2025-05-14", "2025-05-30", {}},
      {{"FREQ=DAILY"}, "2025", "2025-05-14", "2025-05-30", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(occurrences(c.rules, c.begin, c.from, c.to), c.expected) << c.rules[0];
  EXPECT_LE(occurrences({"FREQ=DAILY"}, "1990-01-01", "1990-01-01", "2090-01-01").size(), 4000u);
}

Due due(const char* task, const char* day, DueGroup group) {
  Due d;
  d.group = group;
  d.day = day;
  d.deadline.phrase = "trước ngày";
  d.deadline.task = task;
  d.deadline.lead = "Sở Tư pháp";
  d.deadline.evidence.page = 2;
  d.id = "a1";
  d.number = "16/KH-UBND";
  d.number_sure = true;
  d.issued = "2025-01-16";
  return d;
}

/// The lines of a calendar with folded ones joined; every physical line is checked against RFC 5545 on the way.
std::vector<std::string> lines_of(const std::string& calendar) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < calendar.size()) {
    const auto end = calendar.find("\r\n", at);
    EXPECT_NE(end, calendar.npos);
    if (end == calendar.npos) break;
    const std::string line = calendar.substr(at, end - at);
    EXPECT_LE(line.size(), 75u);
    EXPECT_EQ(line.find('\n'), line.npos) << line;
    EXPECT_TRUE(line.empty() || (static_cast<unsigned char>(line[0]) & 0xC0) != 0x80) << "a letter is cut in two";
    if (line.starts_with(' '))
      lines.back() += line.substr(1);
    else
      lines.push_back(line);
    at = end + 2;
  }
  return lines;
}

TEST(CalendarFile, ReadsAsRfc5545) {
  Due monthly = due("Báo cáo tháng", "", DueGroup::recurring);
  monthly.deadline.kind = DeadlineKind::recurring;
  monthly.deadline.rrule = {"FREQ=MONTHLY;BYMONTHDAY=25"};
  Due undated = monthly;  // of unknown issue: counted from the year's beginning
  undated.issued = "2025-01";
  undated.deadline.task = "Báo cáo tháng khác";
  Due quarterly = monthly;
  quarterly.deadline.task = "Báo cáo quý";
  quarterly.deadline.rrule = {"FREQ=MONTHLY;INTERVAL=3"};
  Due occurrence = due("Báo cáo tháng", "2025-05-25", DueGroup::next_week);
  occurrence.occurrence = true;
  const std::vector<Due> all{due("Rà soát; công bố, niêm yết\\ toàn bộ thủ tục hành chính thuộc thẩm quyền giải quyết của ủy ban nhân dân cấp xã\n", "2025-05-31", DueGroup::later),
                             due("Số hóa", "2025-05-31", DueGroup::later), due("Số hóa", "2025-05-31", DueGroup::later), monthly, undated, quarterly, occurrence,
                             due("Thường xuyên", "", DueGroup::continuous), due("Đã xong", "2025-02-01", DueGroup::fulfilled)};
  const std::string calendar = as_calendar(all, "2025-05-14");
  const auto lines = lines_of(calendar);
  ASSERT_GE(lines.size(), 4u);
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "BEGIN:VEVENT"), 5);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "END:VEVENT"), 5);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "DTSTAMP:20250514T000000Z"), 5);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "DTSTART;VALUE=DATE:20250531"), 3);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "DTEND;VALUE=DATE:20250601"), 3);
  EXPECT_THAT(lines, testing::IsSupersetOf({"VERSION:2.0", "RRULE:FREQ=MONTHLY;BYMONTHDAY=25", "DTSTART;VALUE=DATE:20250125",
                                            "TRIGGER:-P1D"}));
  EXPECT_THAT(calendar, Not(HasSubstr("METHOD")));  // with one, RFC 5546 wants an ORGANIZER of every event
  EXPECT_THAT(calendar, Not(HasSubstr("Thường xuyên")));
  EXPECT_THAT(calendar, Not(HasSubstr("Báo cáo quý")));
  EXPECT_EQ(recurring_without_day(all, "2025-05-14"), 1u);
  EXPECT_THAT(calendar, Not(HasSubstr("Đã xong")));
  std::set<std::string> uids;
  for (const std::string& line : lines) {
    if (line.starts_with("UID:")) {
      EXPECT_TRUE(uids.insert(line).second) << line;
    }
    if (line.starts_with("SUMMARY:Rà")) {
      EXPECT_THAT(line, HasSubstr("Rà soát\\; công bố\\, niêm yết\\\\ toàn bộ"));
      EXPECT_THAT(line, HasSubstr("cấp xã"));
    }
  }
  EXPECT_EQ(uids.size(), 5u);
  EXPECT_EQ(as_calendar(all, "2025-05-14"), calendar);

  const auto held = [](const std::string& text) {  // by libical's own rules of what a component must and must not have
    const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> read(icalparser_parse_string(text.c_str()), icalcomponent_free);
    return read && icalcomponent_count_errors(read.get()) == 0 && icalrestriction_check(read.get()) != 0;
  };
  EXPECT_TRUE(held(calendar));
  for (const auto& [part, instead] : {std::pair("VERSION:2.0\r\n", "VERSION:2.0\r\nMETHOD:PUBLISH\r\n"), {"VERSION:2.0\r\n", ""}, {"DTSTART;VALUE=DATE:20250531\r\n", "DTSTART:soon\r\n"}}) {
    std::string spoiled = calendar;
    spoiled.replace(spoiled.find(part), std::string_view(part).size(), instead);
    EXPECT_FALSE(held(spoiled)) << instead;
  }
}

Reply answer(const char* number, const char* date, const char* issuer, const char* subject, bool report = true, bool sure = true) {
  return {"b1", number, date, issuer, subject, report, sure, {"16/kh-ubnd"}};
}

TEST(Fulfilled, OnlyByTheUnitsOwnReportThatCitesIt) {
  const struct { const char* why; Due due; Reply answer; DueGroup group; const char* named; } cases[] = {
      {"its report", due("Báo cáo kết quả cải cách hành chính", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-03-20", "Sở Tư pháp tỉnh Lạng Sơn", "Kết quả cải cách hành chính quý I"), DueGroup::fulfilled, "57/BC-STP"},
      {"not surely read", due("Báo cáo kết quả cải cách hành chính", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-03-20", "Sở Tư pháp", "Kết quả cải cách hành chính quý I", true, false), DueGroup::overdue, "57/BC-STP"},
      {"a report on what?", due("Báo cáo kết quả", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-03-20", "Sở Tư pháp", "Kết quả tuyển dụng viên chức"), DueGroup::overdue, "57/BC-STP"},
      {"the same words", due("Rà soát thủ tục hành chính hộ tịch", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-03-20", "Sở Tư pháp", "Kết quả rà soát thủ tục hành chính hộ tịch"), DueGroup::fulfilled, "57/BC-STP"},
      {"of something else", due("Niêm yết công khai lệ phí", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-03-20", "Sở Tư pháp", "Kết quả tuyển dụng viên chức"), DueGroup::overdue, "57/BC-STP"},
      {"no report", due("Báo cáo kết quả", "2025-03-31", DueGroup::overdue), answer("57/STP-VP", "2025-03-20", "Sở Tư pháp", "Kết quả", false), DueGroup::overdue, "57/STP-VP"},
      {"another unit", due("Báo cáo kết quả", "2025-03-31", DueGroup::overdue), answer("57/BC-SNV", "2025-03-20", "Sở Nội vụ", "Kết quả"), DueGroup::overdue, ""},
      {"before it", due("Báo cáo kết quả", "2025-03-31", DueGroup::overdue), answer("57/BC-STP", "2025-01-10", "Sở Tư pháp", "Kết quả"), DueGroup::overdue, ""},
  };
  for (const auto& c : cases) {
    std::vector<Due> all{c.due};
    mark_fulfilled(all, {c.answer});
    EXPECT_EQ(all[0].group, c.group) << c.why;
    EXPECT_EQ(all[0].answer, c.named) << c.why;
  }
}

}  // namespace
}  // namespace sohoa
