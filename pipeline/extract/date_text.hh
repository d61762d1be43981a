#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa {

/// A date as written: unknown parts are 0. "ngày 15/5" has no year; "ngày …… tháng 5 năm 2025" no day.
struct TextDate {
  std::size_t begin = 0, end = 0;  // bytes of the text, the word "ngày" included
  int year = 0, month = 0, day = 0;
  bool blank_day = false;            // the form has a place for the day that is empty or unreadable (handwritten)
  bool spelled = false;              // "ngày 05 tháng 3 năm 2025", as in a dateline, not "05/3/2025"
  std::vector<std::string> repairs;  // hypotheses: "digit" (l for 1), "space", "word" (misread tháng, năm)

  /// ISO 8601 cut to what is known: "2025-03-05", "2025-05", "2025"; empty without a year.
  std::string iso() const;
  /// "day", "month", "year" or "".
  std::string precision() const;
};

/// All dates of a text (NFC) from left to right: spelled, short (05/3/2025, 05-03-2025, 5.3.2025, ISO), months
/// ("tháng 5 năm 2025", "tháng 7/2025") and, behind the word ngày, days without a year ("ngày 15/5"). Lines may break
/// inside. Impossible dates (31/02) are none. Bare years and quarters are not found here.
std::vector<TextDate> find_dates(std::string_view text);

/// Whether there is such a day in the calendar, years 1900 to 2099.
bool is_calendar_day(int year, int month, int day);

/// 28 to 31.
int days_in_month(int year, int month);

}  // namespace sohoa
