#include "pipeline/extract/date_text.hh"

#include <gtest/gtest.h>

#include <random>

namespace sohoa {
namespace {

std::string found(std::string_view text) {
  std::string out;
  for (const TextDate& d : find_dates(text)) {
    out += out.empty() ? "" : "; ";
    out += d.year != 0 ? d.iso() : "--" + std::to_string(d.month) + "-" + std::to_string(d.day);
    if (d.blank_day) out += " blank";
    for (const std::string& repair : d.repairs) out += " " + repair;
  }
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(Dates, AllForms) {
  for (const auto& [text, expected] :
       std::initializer_list<Row>{{"Hà Nội, ngày 05 tháng 3 năm 2025", "2025-03-05"},
                                  {"ngày 06 tháng\n02 năm 2025 của", "2025-02-06"},
                                  {"Quảng Ngãi, ngày 12 tháng 01 năm 2010", "2010-01-12"},
                                  {"ngày 05/3/2025 của", "2025-03-05"},
                                  {"ngày\n12/3/2025", "2025-03-12"},
                                  {"số 12/VP-TH 05/3/2025", "2025-03-05"},
                                  {"ngày 15 /01/2024", "2024-01-15"},
                                  {"05-03-2025", "2025-03-05"},
                                  {"5.3.2025", "2025-03-05"},
                                  {"2025-06-18T07:51:39+0700", "2025-06-18"},
                                  {"tháng 5 năm 2025", "2025-05"},
                                  {"trong tháng 7/2025 để", "2025-07"},
                                  {"từ ngày 15/3/2025 - 14/6/2025", "2025-03-15; 2025-06-14"},
                                  {"trước ngày 15/5.", "--5-15"},
                                  {"ngày 25 tháng 12", "--12-25"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Dates, PlacesLeftForHandwriting) {
  for (const auto& [text, expected] :
       std::initializer_list<Row>{{"Hòa Bình, ngày       tháng 5 năm 2025", "2025-05 blank"},
                                  {"ngày … tháng … năm 2025", "2025 blank"},
                                  {"ngày ..... tháng 01 năm 2010", "2010-01 blank"},
                                  {"ngày ⁄#4 tháng 01 năm 2010", "2010-01 blank"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Dates, ReadingErrors) {
  for (const auto& [text, expected] : std::initializer_list<Row>{{"ngày 0l tháng 3 năm 2025", "2025-03-01 digit"},
                                                                 {"ngày 1 2 tháng 3 năm 2025", "2025-03-12 space"},
                                                                 {"ngày 12 thang 3 năm 2025", "2025-03-12 word"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Dates, WhatIsNone) {
  for (const char* text : {"31/02/2025", "32/1/2025", "261/304", "ngày 45/2020/NĐ-CP", "năm 2025", "ngày 2/2020/QĐ",
                           "1.2.3", "12/05/3/2025", "tháng 13 năm 2025"})
    EXPECT_EQ(found(text), "") << text;
}

TEST(Dates, SurvivesAnything) {
  std::mt19937 random(7);
  const std::string alphabet = "0123/-. ngàythángnăm\n\xFF";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += alphabet[random() % alphabet.size()];
    for (const TextDate& d : find_dates(text)) EXPECT_LE(d.end, text.size());
  }
}

TEST(Calendar, Days) {
  EXPECT_TRUE(is_calendar_day(2024, 2, 29));
  EXPECT_FALSE(is_calendar_day(2025, 2, 29));
  EXPECT_EQ(days_in_month(2025, 4), 30);
}

}  // namespace
}  // namespace sohoa
