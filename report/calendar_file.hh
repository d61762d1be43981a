#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/deadlines.hh"

namespace sohoa {

/// The deadlines as an iCalendar file (RFC 5545): an event of a whole day each, with a reminder the day before; what recurs as
/// one event with its rule. The same deadline has the same UID in every file, so that calendars update it. What has no day, and
/// what is fulfilled, is left out. `stamp`: the ISO day of the export.
std::string as_calendar(const std::vector<Due>&, std::string_view stamp);

/// How many recurring deadlines the file leaves out, because they do not name their days.
std::size_t recurring_without_day(const std::vector<Due>&, std::string_view stamp);

}  // namespace sohoa
