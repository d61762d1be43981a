#include "report/recurrence.hh"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>
#include <set>

namespace sohoa {
namespace {

constexpr std::size_t kMost = 4000;

icaltimetype day_of(std::string_view iso) {
  std::string digits;
  for (const char c : iso)
    if (c != '-') digits += c;
  icaltimetype day = icaltime_from_string(digits.c_str());
  day.is_date = 1;
  return day;
}

std::string iso(const icaltimetype& day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

bool has(const short* parts) { return parts[0] != ICAL_RECURRENCE_ARRAY_MAX; }

/// Of "every quarter" RFC 5545 makes every third month from the day of issue: days nobody wrote.
bool names_days(const icalrecurrencetype& rule) {
  if (rule.interval != 1) return false;
  switch (rule.freq) {
    case ICAL_DAILY_RECURRENCE: return true;
    case ICAL_WEEKLY_RECURRENCE: return has(rule.by_day);
    case ICAL_MONTHLY_RECURRENCE: return has(rule.by_month_day);
    case ICAL_YEARLY_RECURRENCE: return has(rule.by_month) && has(rule.by_month_day);
    default: return false;
  }
}

}  // namespace

std::vector<std::string> occurrences(const std::vector<std::string>& rules, std::string_view begin, std::string_view from, std::string_view to) {
  const icaltimetype start = day_of(begin);
  if (begin.size() != 10 || icaltime_is_null_time(start)) return {};
  std::set<std::string> days;
  for (const std::string& text : rules) {
    const icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
    if (!names_days(rule)) continue;
    // Such rules fall on the same days wherever they are begun, unless they say how often: years before `from` need not be gone through.
    const icaltimetype first = rule.count == 0 && from > begin ? day_of(from) : start;
    const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> at(icalrecur_iterator_new(rule, first), icalrecur_iterator_free);
    if (!at) continue;
    std::size_t taken = 0;
    for (icaltimetype day = icalrecur_iterator_next(at.get()); !icaltime_is_null_time(day) && taken < kMost;
         day = icalrecur_iterator_next(at.get())) {
      const std::string found = iso(day);
      if (found > to) break;
      if (found < from) continue;
      days.insert(found);
      ++taken;
    }
  }
  return {days.begin(), days.end()};
}

}  // namespace sohoa
