#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "report/table.hh"

namespace sohoa {

/// When something is due, seen from a day; weeks begin on Monday. `undated`: relative to an event, by reference, or a beginning.
enum class DueGroup { overdue, this_week, next_week, later, recurring, continuous, undated };
std::string_view name(DueGroup);

/// A deadline with the document that sets it.
struct Due {
  DueGroup group = DueGroup::undated;
  std::string day;  // ISO; the last day of a period or of a month given alone; empty = none
  Deadline deadline;
  std::string id, number, dossier, path;
  bool number_sure = false;
};

/// The deadlines of a document in their groups. A date counts as printed: "before 15/5" is overdue from 16/5 on.
std::vector<Due> deadlines_of(const Document&, std::chrono::year_month_day as_of);

/// Whether a unit leads or helps: names or abbreviations, as issuers_agree(). An empty unit concerns everything.
bool concerns(const Due&, std::string_view unit);

/// By group, day, document and page.
void sort_deadlines(std::vector<Due>&);

/// Sorted deadlines for people: a table for each group that has any, with what is to be done, by whom, and where it is said.
std::string deadlines_text(const std::vector<Due>&, int width);
Listing deadline_rows(const std::vector<Due>&);
/// {"as_of", "overdue": […], "this_week", "next_week", "later", "recurring", "continuous", "undated"}.
Json deadlines_json(const std::vector<Due>&, const std::string& as_of);

}  // namespace sohoa
