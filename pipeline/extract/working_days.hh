#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/result.hh"

namespace sohoa {

/// The calendar of civil servants (data/holidays.csv: date, kind nghỉ or làm bù, source): Monday to Friday but for the
/// days off of Điều 112 Bộ luật Lao động and what the Prime Minister moves, and with the Saturdays worked in exchange.
/// Dates are ISO 8601 days. A year without rows is not covered: nothing is said about it.
class WorkingDays {
 public:
  static Result<WorkingDays> load(const std::filesystem::path& data_folder);

  bool covers(int year) const { return years_.contains(year); }
  /// Nothing for what is no day or not covered.
  std::optional<bool> is_working(std::string_view date) const;
  /// The day itself when it is worked, else the next that is (Điều 148 khoản 5 Bộ luật Dân sự).
  std::optional<std::string> not_before(std::string_view date) const;
  /// The day `count` working days after `date`, which does not count itself (Điều 147).
  std::optional<std::string> after(std::string_view date, int count) const;

 private:
  std::set<std::string, std::less<>> off_, worked_;
  std::set<int> years_;
};

}  // namespace sohoa
