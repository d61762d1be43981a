#include "report/period.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/indicators.hh"

namespace sohoa {
namespace {

using testing::HasSubstr;

TEST(Period, AsPeopleNameIt) {
  const struct { const char *typed, *from, *to; } cases[] = {
      {"quý-II-2025", "2025-03-15", "2025-06-14"}, {"quy 2/2025", "2025-03-15", "2025-06-14"},   {"Quý I năm 2025", "2024-12-15", "2025-03-14"},
      {"quý IV/2025", "2025-09-15", "2025-12-14"}, {"2025", "2024-12-15", "2025-12-14"},         {"tháng 2/2024", "2024-02-01", "2024-02-29"},
      {"2025-05", "2025-05-01", "2025-05-31"},     {"15/3/2025..14/6/2025", "2025-03-15", "2025-06-14"},
  };
  for (const auto& c : cases) {
    const auto period = period_named(c.typed);
    ASSERT_TRUE(period) << c.typed;
    EXPECT_EQ(period->from, c.from) << c.typed;
    EXPECT_EQ(period->to, c.to) << c.typed;
  }
  for (const char* bad : {"", "quý V/2025", "quý II", "hôm nay", "2025-13", "14/6/2025..15/3/2025"}) EXPECT_FALSE(period_named(bad)) << bad;
}

TEST(Period, QuartersFollowEachOtherWithoutGap) {
  const auto quarters = reporting_quarters(2024, 2025);
  ASSERT_TRUE(quarters);
  ASSERT_EQ(quarters->size(), 8u);
  EXPECT_TRUE((*quarters)[4].holds("2024-12-15"));
  EXPECT_FALSE((*quarters)[3].holds("2024-12-15"));
  EXPECT_FALSE((*quarters)[4].holds("2025-03"));
}

Figures figures(const char* rows) {
  const auto table = parse_csv(std::string("name,value,population,from,to,source\n") + rows, "so-lieu.csv");
  const auto read = read_figures(*table, "so-lieu.csv");
  EXPECT_TRUE(read) << read.error().message;
  return read ? *read : Figures{};
}

TEST(Indicators, RatiosOverTheSameThingsOnly) {
  const struct { const char* why; const char* rows; const char* percent; const char* refused; } cases[] = {
      {"two thirds, cut", "cases_digitized,2,hồ sơ,15/3/2025,14/6/2025,\ncases_received,3,Hồ sơ,15/3/2025,14/6/2025,\n", "66.66", ""},
      // The report of seed 001: 7.358 dossiers and results digitized, 6.204 dossiers received.
      {"above 100 %", "cases_digitized,7.358,hồ sơ,15/3/2025,14/6/2025,\ncases_received,6.204,hồ sơ,15/3/2025,14/6/2025,\n", "", "7358"},
      {"other things", "cases_digitized,7.358,\"hồ sơ, kết quả\",15/3/2025,14/6/2025,\ncases_received,6.204,hồ sơ,15/3/2025,14/6/2025,\n", "", "kết quả"},
      {"other days", "cases_digitized,2,hồ sơ,1/1/2025,14/6/2025,\ncases_received,3,hồ sơ,15/3/2025,14/6/2025,\n", "", "01/01/2025"},
      {"nothing received", "cases_digitized,0,hồ sơ,15/3/2025,14/6/2025,\ncases_received,0,hồ sơ,15/3/2025,14/6/2025,\n", "", "divide"},
      {"no figure", "cases_digitized,2,hồ sơ,15/3/2025,14/6/2025,\n", "", "cases_received"},
  };
  for (const auto& c : cases) {
    const auto all = indicators(figures(c.rows), 2025, "");
    ASSERT_TRUE(all);
    const auto one = std::find_if(all->begin(), all->end(), [](const Indicator& i) { return i.id == "so_hoa_ho_so"; });
    ASSERT_NE(one, all->end());
    EXPECT_EQ(one->percent.has_value(), *c.percent != '\0') << c.why;
    if (one->percent) {
      EXPECT_DOUBLE_EQ(*one->percent, std::stod(c.percent)) << c.why;
    }
    EXPECT_THAT(one->refused, HasSubstr(c.refused)) << c.why;
    EXPECT_EQ(one->refused.empty(), *c.refused == '\0') << c.why;
    EXPECT_EQ(one->target, 80.0);
  }
}

TEST(Indicators, AReportTakesNoOtherPeriodsFigures) {
  const auto percent_in = [](const Period& period) {
    auto all = indicators(figures("cases_digitized,2,hồ sơ,15/3/2025,14/6/2025,\ncases_received,3,hồ sơ,15/3/2025,14/6/2025,\n"), 2025, "").value();
    refuse_other_days(all, period);
    const auto one = std::ranges::find(all, "so_hoa_ho_so", &Indicator::id);
    EXPECT_EQ(one->refused.empty(), one->percent.has_value());
    return one->percent;
  };
  EXPECT_TRUE(percent_in(Period{"quý II/2025", "2025-03-15", "2025-06-14"}));
  EXPECT_FALSE(percent_in(Period{"quý I/2025", "2024-12-15", "2025-03-14"}));
}

TEST(Indicators, FiguresThatAreNone) {
  for (const char* row : {"a,-1,x,1/1/2025,2/1/2025,\n", "a,b,x,1/1/2025,2/1/2025,\n", "a,1,x,,2/1/2025,\n", ",1,x,1/1/2025,2/1/2025,\n"})
    EXPECT_FALSE(read_figures(*parse_csv(std::string("name,value,population,from,to,source\n") + row, "f"), "f")) << row;
}

}  // namespace
}  // namespace sohoa
