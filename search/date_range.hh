#pragma once
#include <string>
#include <string_view>

namespace sohoa::search {

/// Bounds of what people write for a day, a month, a quarter, a year or a range of them, with marks or without: "2025-01..2025-03",
/// "<2025-06", "15/3/2025", "tháng 3 năm 2025", "quý II/2025", "trước 30/6/2025", "từ 1/3/2025 đến 15/4/2025". As ISO text;
/// `to` is inclusive of what it cuts off. Empty = open. False when it is no date.
bool date_bounds(std::string_view value, std::string& from, std::string& to);

}  // namespace sohoa::search
