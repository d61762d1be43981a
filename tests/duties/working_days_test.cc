#include "pipeline/extract/working_days.hh"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/data_files.hh"

namespace sohoa {
namespace {

const WorkingDays& calendar() {
  static const WorkingDays days = WorkingDays::load(data_folder()).value();
  return days;
}

TEST(WorkingDays, MovesToTheNextDayWorked) {
  struct Row {
    const char *date, *expected;
  };
  for (const auto& [date, expected] :
       std::initializer_list<Row>{{"2025-02-15", "2025-02-17"},  // Saturday
                                  {"2026-02-15", "2026-02-23"},  // the Sunday before Tết leave
                                  {"2025-05-15", "2025-05-15"},
                                  {"2025-04-30", "2025-05-05"},  // two days off, a moved one, a weekend
                                  {"2023-04-29", "2023-05-04"},  // Giỗ Tổ, 30/4 on a weekend, 1/5 and two days for them
                                  {"2022-01-01", "2022-01-04"},  // a Saturday, the Monday for it
                                  {"2024-05-04", "2024-05-04"},  // a Saturday worked
                                  {"2026-11-24", "2026-11-25"}})
    EXPECT_EQ(calendar().not_before(date), expected) << date;
}

TEST(WorkingDays, CountsWithoutTheFirstDay) {
  EXPECT_EQ(calendar().after("2025-05-16", 1), "2025-05-19");  // Friday
  EXPECT_EQ(calendar().after("2026-02-13", 5), "2026-02-27");
  EXPECT_EQ(calendar().after("2025-05-16", 0), "2025-05-16");
}

TEST(WorkingDays, SaysNothingOfOtherYears) {
  EXPECT_FALSE(calendar().covers(1999));
  EXPECT_FALSE(calendar().covers(2027));  // its Tết leave is not fixed by law alone
  EXPECT_FALSE(calendar().not_before("1999-05-15"));
  EXPECT_FALSE(calendar().is_working("2025-02-30"));
  EXPECT_FALSE(calendar().is_working("soon"));
}

TEST(WorkingDays, MakeUpSaturdaysAndBadRows) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "working_days";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "holidays.csv") << "date,kind,source\n2025-01-01,nghỉ,x\n2025-01-04,làm bù,x\n";
  EXPECT_EQ(WorkingDays::load(folder)->not_before("2025-01-04"), "2025-01-04");
  EXPECT_EQ(WorkingDays::load(folder)->not_before("2025-01-05"), "2025-01-06");
  std::ofstream(folder / "holidays.csv") << "date,kind,source\n01/01/2025,nghỉ,x\n";
  EXPECT_EQ(WorkingDays::load(folder).error().code, ErrorCode::bad_data);
}

}  // namespace
}  // namespace sohoa
