#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"
#include "report/table.hh"

namespace sohoa {

/// When something is due, seen from a day; weeks begin on Monday. `undated`: relative to an event, by reference, or a beginning;
/// `fulfilled`: answered by a later document.
enum class DueGroup { overdue, this_week, next_week, later, recurring, continuous, undated, fulfilled };
std::string_view name(DueGroup);

/// A deadline with the document that sets it.
struct Due {
  DueGroup group = DueGroup::undated;
  std::string day;  // ISO; the last day of a period or of a month given alone; empty = none
  Deadline deadline;
  std::string id, number, issued, dossier, path;
  bool number_sure = false;
  bool occurrence = false;          // one day of a recurring deadline; `since` is the one before, or when it was ordered
  std::string since;
  std::string answer, answer_date;  // the later document of the unit in charge that cites this one
};

/// The deadlines of a document in their groups. A date counts as printed: "before 15/5" is overdue from 16/5 on.
std::vector<Due> deadlines_of(const Document&, std::chrono::year_month_day as_of);

/// Overdue, and no later document answers it, not even perhaps: what is counted as overdue.
bool is_overdue(const Due&);

/// Overdue as far as is known, but a later document perhaps answers it: told beside the count, never in it.
bool is_perhaps_answered(const Due&);

/// The group it belongs to as seen from another day.
DueGroup group_on(const Due&, std::chrono::year_month_day as_of);

/// The day from which a recurring deadline counts: that of issue, or where it is not wholly known the first of the year of `as_of`.
std::string counted_from(const Due&, std::string_view as_of);

/// The same with the days on which recurring ones fall from `as_of` on for `days`, each in its group: those whose rules name a day.
/// What is due every day is continuous work and has none.
std::vector<Due> with_occurrences(std::vector<Due>, std::chrono::year_month_day as_of, int days);

/// Days for which recurring deadlines are listed one by one where nobody says.
inline constexpr int kDaysAhead = 31;

/// Whether a unit leads or helps: names or abbreviations, as issuers_agree(). An empty unit concerns everything.
bool concerns(const Due&, std::string_view unit);

/// By group, day, document and page.
void sort_deadlines(std::vector<Due>&);

/// Sorted deadlines for people: a table for each group that has any, with what is to be done, by whom, and where it is said.
std::string deadlines_text(const std::vector<Due>&, int width);
Listing deadline_rows(const std::vector<Due>&);
/// The groups as tables of a page that prints on A4 and opens offline.
std::string deadlines_html(const std::vector<Due>&, const std::string& as_of);
/// A workbook: a sheet for each group that has any.
Result<std::string> deadlines_xlsx(const std::vector<Due>&);
/// {"as_of", "overdue": […], "this_week", "next_week", "later", "recurring", "continuous", "undated", "fulfilled"}.
Json deadlines_json(const std::vector<Due>&, const std::string& as_of);

}  // namespace sohoa
