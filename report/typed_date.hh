#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// A date as people type it. `iso` is cut to what is known ("2025-03", "2025"), empty = not understood. `guessed`: the reading
/// had to choose (a two-digit year, the month before the day, the day number of a spreadsheet, an impossible day).
struct TypedDate {
  std::string iso;
  bool guessed = false;
};

/// Reads 5/3/2025, 05-03-2025, 2025-03-05, 05.03.25, "ngày 05 tháng 3 năm 2025", 3/2025, 2025, 45721; day before month.
TypedDate read_typed_date(std::string_view);

/// Whether both may be the same day: one is the other or its beginning ("2025-03" and "2025-03-05"). Unknown dates agree with none.
bool dates_agree(std::string_view, std::string_view);

/// As people here write a day: 2025-03-05 → 05/03/2025, 2025-03 → 03/2025.
std::string day_first(const std::string& iso);

/// A value that is still to be checked never stands there as if it were certain: "15/QĐ-UBND (?)".
std::string doubted(const std::string& value, bool sure);

}  // namespace sohoa
