#include "report/deadlines.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <tuple>

#include "core/language.hh"
#include "core/names.hh"
#include "report/html.hh"
#include "report/likeness.hh"
#include "report/recurrence.hh"
#include "report/typed_date.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

using namespace std::chrono;

constexpr std::array kGroups{DueGroup::overdue,   DueGroup::this_week,  DueGroup::next_week, DueGroup::later,
                             DueGroup::recurring, DueGroup::continuous, DueGroup::undated,   DueGroup::fulfilled};

std::string title(DueGroup group) {
  switch (group) {
    case DueGroup::overdue: return tr("Overdue");
    case DueGroup::this_week: return tr("This week");
    case DueGroup::next_week: return tr("Next week");
    case DueGroup::later: return tr("Later");
    case DueGroup::recurring: return tr("Recurring");
    case DueGroup::continuous: return tr("Continuously");
    case DueGroup::undated: return tr("Without a day of its own");
    case DueGroup::fulfilled: return tr("Answered");
  }
  return {};
}

std::string iso(sys_days day) {
  const year_month_day d(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

int number_at(std::string_view s, std::size_t at, std::size_t size) {
  int n = 0;
  if (s.size() >= at + size) std::from_chars(s.data() + at, s.data() + at + size, n);
  return n;
}

/// The last day an ISO date cut to year or month may mean; nothing when it is no date.
std::string last_day(std::string_view date) {
  const year y{number_at(date, 0, 4)};
  const auto m = static_cast<unsigned>(number_at(date, 5, 2)), d = static_cast<unsigned>(number_at(date, 8, 2));
  year_month_day result = y / December / 31;
  if (m > 12) return {};
  if (m > 0) result = year_month_day(sys_days(y / month{m} / last));
  if (d > 0) result = y / month{m} / day{d};
  return static_cast<int>(y) > 0 && result.ok() ? iso(sys_days(result)) : std::string();
}

std::string day_of(const Deadline& d) {
  if (d.kind == DeadlineKind::recurring || d.kind == DeadlineKind::continuous) return {};
  if (!d.end.empty()) return last_day(d.end);
  return d.date.empty() || d.bound == "from" ? std::string() : last_day(d.date);
}

bool is_daily(const std::string& rule) { return rule.starts_with("FREQ=DAILY"); }

DueGroup group_of(const Deadline& d, const std::string& day, sys_days as_of) {
  if (d.kind == DeadlineKind::recurring && !d.rrule.empty() && std::ranges::all_of(d.rrule, is_daily)) return DueGroup::continuous;
  if (d.kind == DeadlineKind::recurring) return DueGroup::recurring;
  if (d.kind == DeadlineKind::continuous) return DueGroup::continuous;
  if (day.empty()) return DueGroup::undated;
  const sys_days monday = as_of - (weekday(as_of) - Monday);
  if (day < iso(as_of)) return DueGroup::overdue;
  if (day < iso(monday + days{7})) return DueGroup::this_week;
  return day < iso(monday + days{14}) ? DueGroup::next_week : DueGroup::later;
}

std::string where(const Due& due) {
  std::string out = doubted(due.number, due.number_sure);
  if (!due.number_sure) out += (out.empty() ? "" : " ") + due.path;
  if (due.deadline.evidence.page > 0) out += fmt::format(fmt::runtime(tr(", p. {}")), due.deadline.evidence.page);
  return out;
}

std::string remarks(const Due& due) {
  std::vector<std::string> out;
  if (due.deadline.status == Status::review) out.emplace_back(tr("to be checked"));
  if (due.deadline.inferred_year) out.emplace_back(tr("year taken from the document"));
  if (!due.deadline.working_day.empty() && due.deadline.working_day != due.deadline.date)
    out.push_back(fmt::format(fmt::runtime(tr("working day: {}")), day_first(due.deadline.working_day)));
  if (due.occurrence) out.emplace_back(tr("recurring"));
  if (!due.answer.empty()) {
    const bool late = due.group == DueGroup::fulfilled && due.answer_date > due.day;
    const char* said = late ? tr("answered late by {} of {}") : due.group == DueGroup::fulfilled ? tr("answered by {} of {}") : tr("perhaps answered by {} of {}");
    out.push_back(fmt::format(fmt::runtime(said), due.answer, day_first(due.answer_date)));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

Json text_or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }

Json json_of(const Due& due) {
  const Deadline& d = due.deadline;
  Json j{{"due", text_or_null(due.day)},
         {"phrase", d.phrase},
         {"kind", name(d.kind)},
         {"date", text_or_null(d.date)},
         {"bound", text_or_null(d.bound)},
         {"working_day", text_or_null(d.working_day)},
         {"task", text_or_null(d.task)},
         {"lead", text_or_null(d.lead)},
         {"coordinating", text_or_null(d.coordinating)},
         {"status", name(d.status)}};
  if (!d.rrule.empty()) j["rrule"] = d.rrule;
  if (due.occurrence) j["occurrence"] = true;
  if (!due.answer.empty()) j["answer"] = {{"document", due.answer}, {"date", due.answer_date}};
  j["document"] = {{"id", due.id}, {"number", text_or_null(due.number)}, {"number_sure", due.number_sure}, {"dossier", text_or_null(due.dossier)}, {"path", due.path}};
  j["page"] = d.evidence.page;
  return j;
}

}  // namespace

std::string_view name(DueGroup group) {
  static constexpr std::array<std::string_view, 8> kNames{"overdue",   "this_week",  "next_week", "later",
                                                          "recurring", "continuous", "undated",   "fulfilled"};
  return kNames[static_cast<std::size_t>(group)];
}

std::vector<Due> deadlines_of(const Document& document, year_month_day as_of) {
  std::vector<Due> out;
  for (const Deadline& d : document.deadlines) {
    Due due;
    due.day = day_of(d);
    due.group = group_of(d, due.day, sys_days(as_of));
    due.deadline = d;
    due.id = document.id;
    due.number = document.field(FieldId::number).value();
    const Status status = document.field(FieldId::number).status;
    due.number_sure = status == Status::accepted || status == Status::corrected;
    due.issued = document.field(FieldId::issued_date).value();
    due.dossier = document.dossier;
    if (!document.sources.empty()) due.path = document.sources.front().path;
    out.push_back(std::move(due));
  }
  return out;
}

bool concerns(const Due& due, std::string_view unit) {
  return unit.empty() || issuers_agree(unit, due.deadline.lead) == Agreement::yes ||
         issuers_agree(unit, due.deadline.coordinating) == Agreement::yes;
}

bool is_overdue(const Due& due) { return due.group == DueGroup::overdue && due.answer.empty(); }
bool is_perhaps_answered(const Due& due) { return due.group == DueGroup::overdue && !due.answer.empty(); }

void sort_deadlines(std::vector<Due>& all) {
  std::stable_sort(all.begin(), all.end(), [](const Due& a, const Due& b) {
    return std::tie(a.group, a.day, a.id, a.deadline.evidence.page) < std::tie(b.group, b.day, b.id, b.deadline.evidence.page);
  });
}

namespace {

/// "Overdue (12; perhaps answered: 3)".
std::string counted_title(const std::vector<Due>& all, DueGroup group, std::size_t rows) {
  const auto perhaps = group == DueGroup::overdue ? static_cast<std::size_t>(std::ranges::count_if(all, is_perhaps_answered)) : 0;
  if (perhaps == 0) return fmt::format("{} ({})", title(group), rows);
  return fmt::format(fmt::runtime(tr("{} ({}; perhaps answered: {})")), title(group), rows - perhaps, perhaps);
}

Listing table_of(const std::vector<Due>& all, DueGroup group) {
  const bool dated = group < DueGroup::recurring || group == DueGroup::fulfilled;
  Listing listing{{{"due", dated ? tr("Due") : tr("When"), dated}, {"task", tr("Task")}, {"lead", tr("Lead unit")},
                   {"document", tr("Document, page")}},
                  {}};
  if (dated) listing.columns.push_back({"phrase", tr("In its words")});
  listing.columns.push_back({"remarks", tr("Remarks")});
  for (const Due& due : all) {
    if (due.group != group) continue;
    const Deadline& d = due.deadline;
    std::vector<Json> cells{dated ? day_first(due.day) : d.phrase, d.task, d.lead, where(due)};
    if (dated) cells.emplace_back(d.phrase);
    cells.emplace_back(remarks(due));
    listing.rows.push_back(std::move(cells));
  }
  return listing;
}

}  // namespace

DueGroup group_on(const Due& due, year_month_day as_of) { return group_of(due.deadline, due.day, sys_days(as_of)); }

std::string counted_from(const Due& due, std::string_view as_of) {
  return due.issued.size() == 10 ? due.issued : std::string(as_of.substr(0, 4)) + "-01-01";
}

std::vector<Due> with_occurrences(std::vector<Due> all, year_month_day as_of, int ahead) {
  const sys_days now(as_of);
  std::vector<Due> out;
  for (const Due& due : all) {
    if (due.deadline.kind != DeadlineKind::recurring) continue;
    std::vector<std::string> rules = due.deadline.rrule;
    std::erase_if(rules, is_daily);
    const std::string begin = counted_from(due, iso(now));
    const auto all_days = occurrences(rules, begin, iso(now - days{366}), iso(now + days{ahead}));
    const auto today = std::lower_bound(all_days.begin(), all_days.end(), iso(now));
    const std::span past(all_days.begin(), today);
    const std::span coming(today, all_days.end());
    std::string before = past.empty() ? begin : past.back();
    for (const std::string& day : coming) {
      Due one = due;
      one.day = day;
      one.since = before;
      one.occurrence = true;
      Deadline dated = due.deadline;
      dated.kind = DeadlineKind::absolute;
      one.group = group_of(dated, day, now);
      out.push_back(std::move(one));
      before = day;
    }
  }
  all.insert(all.end(), std::make_move_iterator(out.begin()), std::make_move_iterator(out.end()));
  return all;
}

std::string deadlines_text(const std::vector<Due>& all, int width) {
  std::string out;
  for (const DueGroup group : kGroups)
    if (const Listing listing = table_of(all, group); !listing.rows.empty())
      out += fmt::format("{}{}\n", out.empty() ? "" : "\n", counted_title(all, group, listing.rows.size())) + as_text(listing, width);
  return out.empty() ? std::string(tr("No deadline found.")) + '\n' : out;
}

std::string deadlines_html(const std::vector<Due>& all, const std::string& as_of) {
  const std::string heading = fmt::format(fmt::runtime(tr("Deadlines on {}")), day_first(as_of));
  std::string body = fmt::format("<h1>{}</h1>\n", escaped(heading));
  for (const DueGroup group : kGroups)
    if (const Listing listing = table_of(all, group); !listing.rows.empty())
      body += fmt::format("<h2>{}</h2>\n", escaped(counted_title(all, group, listing.rows.size()))) + html_table(listing);
  return html_page(heading, body);
}

Result<std::string> deadlines_xlsx(const std::vector<Due>& all) {
  std::vector<Sheet> sheets;
  for (const DueGroup group : kGroups) {
    std::vector<Due> some;
    for (const Due& due : all)
      if (due.group == group) some.push_back(due);
    if (!some.empty()) sheets.push_back({title(group), title(group), deadline_rows(some)});
  }
  if (sheets.empty()) sheets.push_back({tr("Deadlines"), tr("No deadline found."), deadline_rows({})});
  return as_xlsx(sheets);
}

Listing deadline_rows(const std::vector<Due>& all) {
  Listing out{{{"group", tr("Group")}, {"due", tr("Due")}, {"working_day", tr("Working day")}, {"phrase", tr("In its words")},
               {"task", tr("Task")}, {"lead", tr("Lead unit")}, {"coordinating", tr("Coordinating units")}, {"number", tr("Number")},
               {"page", tr("Page")}, {"dossier", tr("Dossier")}, {"file", tr("File")}, {"id", tr("Id")}, {"remarks", tr("Remarks")}},
              {}};
  for (const Due& due : all) {
    const Deadline& d = due.deadline;
    out.rows.push_back({title(due.group), due.day, d.working_day, d.phrase, d.task, d.lead, d.coordinating, doubted(due.number, due.number_sure),
                        d.evidence.page, due.dossier, due.path, due.id, remarks(due)});
  }
  return out;
}

Json deadlines_json(const std::vector<Due>& all, const std::string& as_of) {
  Json out{{"as_of", as_of}};
  for (const DueGroup group : kGroups) out[std::string(name(group))] = Json::array();
  for (const Due& due : all) out[std::string(name(due.group))].push_back(json_of(due));
  return out;
}

}  // namespace sohoa
