#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pipeline/extract/fields.hh"

namespace sohoa {

/// Last year in which numbers without today's form were given: "18-CP", "5-LCT", "12NQ/HĐNN8", "01/1999/QĐ.UB" (Thông tư liên tịch
/// 55/2005/TTLT-BNV-VPCP fixed it).
inline constexpr int kLastOldYear = 2005;

/// The year printed in the dateline; 0 when there is none.
int printed_year(const std::vector<Line>&);

/// A number whose symbol does not begin with a slash, as read: digits and what stands behind them.
struct OldNumber {
  std::string digits, symbol;     // "18", "-CP"
  std::vector<std::string> codes; // of the symbol, in order: "NQ", "HĐNN8"
  bool guessed = false;           // a letter among the digits was taken for a digit
};

/// Takes such a number apart; nothing when the text has today's form, or that of the Party ("57-NQ/TW").
std::optional<OldNumber> old_number(const std::string& text);

}  // namespace sohoa
