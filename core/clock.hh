#pragma once
#include <ctime>
#include <string>

namespace sohoa {

/// A moment in UTC, ISO 8601: "2025-05-14T07:30:00Z".
std::string utc_text(std::time_t);

}  // namespace sohoa
