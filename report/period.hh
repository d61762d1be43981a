#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// A span of days that reports are made for, both ends included, ISO. `name` as people say it: "quý II/2025".
struct Period {
  std::string name, from, to;

  bool holds(std::string_view day) const { return day.size() == 10 && from <= day && day <= to; }
};

/// The reporting quarters of data/reporting_periods.csv for the years given, in order.
Result<std::vector<Period>> reporting_quarters(int first_year, int last_year);

/// "quý-II-2025", "quy 2/2025", "2025" (the reporting year), "tháng 5/2025", "2025-05" (the month), or two days
/// "2025-03-15..2025-06-14". Fails with usage.
Result<Period> period_named(std::string_view typed);

}  // namespace sohoa
