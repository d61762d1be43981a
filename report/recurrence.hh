#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sohoa {

/// The days on which recurring rules (RFC 5545, without "RRULE:") fall from `from` to `to`, both ISO and included, counted from
/// `begin`, ascending, each once; at most 4000 a rule. A rule that does not name its days ("every quarter", "every month" and no
/// more) or is not understood gives none.
std::vector<std::string> occurrences(const std::vector<std::string>& rules, std::string_view begin, std::string_view from, std::string_view to);

}  // namespace sohoa
