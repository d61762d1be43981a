#include "report/recurrence.hh"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>
#include <set>

namespace sohoa {
namespace {

constexpr std::size_t kMost = 400;

icaltimetype day_of(std::string_view iso) {
  std::string digits;
  for (const char c : iso)
    if (c != '-') digits += c;
  icaltimetype day = icaltime_from_string(digits.c_str());
  day.is_date = 1;
  return day;
}

std::string iso(const icaltimetype& day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

}  // namespace

std::vector<std::string> occurrences(const std::vector<std::string>& rules, std::string_view begin, std::string_view from, std::string_view to) {
  const icaltimetype start = day_of(begin);
  if (begin.size() != 10 || icaltime_is_null_time(start)) return {};
  std::set<std::string> days;
  for (const std::string& text : rules) {
    const icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
    if (rule.freq == ICAL_NO_RECURRENCE) continue;
    const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> at(icalrecur_iterator_new(rule, start), icalrecur_iterator_free);
    if (!at) continue;
    for (icaltimetype day = icalrecur_iterator_next(at.get()); !icaltime_is_null_time(day) && days.size() < kMost;
         day = icalrecur_iterator_next(at.get())) {
      const std::string found = iso(day);
      if (found > to) break;
      if (found >= from) days.insert(found);
    }
  }
  return {days.begin(), days.end()};
}

}  // namespace sohoa
