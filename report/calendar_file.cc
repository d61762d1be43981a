#include "report/calendar_file.hh"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <set>

#include "core/hash.hh"
#include "core/language.hh"
#include "report/recurrence.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

using Component = std::unique_ptr<icalcomponent, void (*)(icalcomponent*)>;

icaltimetype day_of(std::string_view iso, int later = 0) {
  std::string digits;
  for (const char c : iso)
    if (c != '-') digits += c;
  icaltimetype day = icaltime_from_string(digits.c_str());
  day.is_date = 1;
  icaltime_adjust(&day, later, 0, 0, 0);
  return day;
}

std::string description(const Due& due) {
  std::string out;
  const auto line = [&](const char* label, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}{}: {}", out.empty() ? "" : "\n", label, value);
  };
  line(tr("In its words"), printable(due.deadline.phrase));
  line(tr("Lead unit"), printable(due.deadline.lead));
  line(tr("Coordinating units"), printable(due.deadline.coordinating));
  line(tr("Document"), doubted(printable(due.number), due.number_sure));
  if (due.deadline.evidence.page > 0) line(tr("Page"), std::to_string(due.deadline.evidence.page));
  line(tr("File"), printable(due.path));
  if (due.deadline.status == Status::review) line(tr("Remarks"), tr("to be checked"));
  return out;
}

icalcomponent* event_of(const Due& due, const std::string& day, const std::string& rule, std::string_view stamp, const std::string& uid) {
  const std::string task = printable(due.deadline.task.empty() ? due.deadline.phrase : due.deadline.task);
  icalcomponent* event = icalcomponent_new_vevent();
  icaltimetype stamped = day_of(stamp);
  stamped.is_date = 0;
  stamped.zone = icaltimezone_get_utc_timezone();
  icalcomponent_add_property(event, icalproperty_new_uid(uid.c_str()));
  icalcomponent_add_property(event, icalproperty_new_dtstamp(stamped));
  icalcomponent_add_property(event, icalproperty_new_dtstart(day_of(day)));
  icalcomponent_add_property(event, icalproperty_new_dtend(day_of(day, 1)));
  icalcomponent_add_property(event, icalproperty_new_summary(task.c_str()));
  icalcomponent_add_property(event, icalproperty_new_description(description(due).c_str()));
  icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  if (!due.deadline.lead.empty()) icalcomponent_add_property(event, icalproperty_new_categories(printable(due.deadline.lead).c_str()));
  if (!rule.empty()) icalcomponent_add_property(event, icalproperty_new_rrule(icalrecurrencetype_from_string(rule.c_str())));
  icalcomponent* alarm = icalcomponent_new_valarm();
  icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  icalcomponent_add_property(alarm, icalproperty_new_description(task.c_str()));
  icaltriggertype day_before{};
  day_before.duration = icaldurationtype_from_string("-P1D");
  icalcomponent_add_property(alarm, icalproperty_new_trigger(day_before));
  icalcomponent_add_component(event, alarm);
  return event;
}

/// A calendar wants the first day of an event to be one of its rule's; empty = the rule names none.
std::string first_day(const Due& due, const std::string& rule, std::string_view stamp) {
  const std::string from = counted_from(due, stamp);
  const auto days = occurrences({rule}, from, from, "2199-12-31");
  return days.empty() ? std::string() : days.front();
}

}  // namespace

std::string as_calendar(const std::vector<Due>& all, std::string_view stamp) {
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT), icalcomponent_free);
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//sohoa//deadlines//VI"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  std::set<std::string> uids;
  const auto add = [&](const Due& due, const std::string& day, const std::string& rule) {
    const Deadline& d = due.deadline;
    const std::string what = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", due.id, d.evidence.page, d.phrase, d.task, d.lead, rule);
    std::string uid = sha256(what).substr(0, 32) + "@sohoa";
    for (int n = 2; !uids.insert(uid).second; ++n) uid = fmt::format("{}-{}@sohoa", sha256(what).substr(0, 32), n);
    icalcomponent_add_component(calendar.get(), event_of(due, day, rule, stamp, uid));
  };
  for (const Due& due : all) {
    if (due.group == DueGroup::recurring) {
      for (const std::string& rule : due.deadline.rrule)
        if (const std::string day = first_day(due, rule, stamp); !day.empty()) add(due, day, rule);
    } else if (!due.day.empty() && !due.occurrence && due.group != DueGroup::fulfilled) {
      add(due, due.day, {});
    }
  }
  const std::unique_ptr<char, void (*)(void*)> text(icalcomponent_as_ical_string_r(calendar.get()), icalmemory_free_buffer);
  return text ? std::string(text.get()) : std::string();
}

std::size_t recurring_without_day(const std::vector<Due>& all, std::string_view stamp) {
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const Due& due) {
    return due.group == DueGroup::recurring &&
           std::ranges::all_of(due.deadline.rrule, [&](const std::string& rule) { return first_day(due, rule, stamp).empty(); });
  }));
}

}  // namespace sohoa
