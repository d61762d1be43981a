#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "pipeline/extract/date_text.hh"

namespace sohoa {

/// A month, quarter, half year or year as named: `year` is 0 when none is printed ("trong quý I").
struct TextPeriod {
  std::size_t begin = 0, end = 0;  // bytes of the text
  int year = 0, first_month = 1, months = 12;
};

/// All periods of a text that are no part of a date: "tháng 7/2025", "quý II năm 2025", "6 tháng đầu năm", "năm 2025".
/// `dates` are those of the same text (find_dates). A year alone is found only with its number.
std::vector<TextPeriod> find_periods_named(std::string_view text, const std::vector<TextDate>& dates);

}  // namespace sohoa
