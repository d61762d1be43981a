#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"
#include "report/indicators.hh"
#include "report/period.hh"
#include "report/register.hh"

namespace sohoa {

/// What a case list's cell says to a question that is answered with yes or no.
enum class Said { nothing, no, yes };

/// One case (hồ sơ) of a one-stop shop. Days are ISO, whole; empty = none.
struct Case {
  int row = 0;
  std::string code, procedure, unit, received, due, finished;
  bool left = false;  // withdrawn or refused: nothing was to be done
  bool done = false;  // says its state, which may know no day
  Said digitized = Said::nothing, electronic_result = Said::nothing, paper_result = Said::nothing, reused = Said::nothing;
};

/// The export of a public-service system: a case a row, the last row of a code counts.
struct CaseList {
  std::vector<Case> cases;
  std::set<std::string> columns;  // that all its sheets have: what no column says is no figure, not a figure of 0
  std::vector<RowProblem> problems;
};

/// Reads an export as the systems write it, CSV or .xlsx: columns known by data/case_columns.csv, values by data/case_values.csv. Fails with
/// bad_data when nothing names the code of a case and the day it came. Every row that counts as no case is a problem, but for titles, totals and
/// numbers of columns.
Result<CaseList> parse_cases(std::string_view bytes, const std::string& name_for_messages);

/// The figures of data/indicators.csv that the list can tell of a period, for a unit (empty = all): of cases received in it, and of those
/// handled in it or open at its end; of a period that still runs at the end of `as_of` (ISO). A case without the day it is due, or done
/// nobody knows when, counts neither as in time nor as late.
Figures figures_of(const CaseList&, const Period&, const std::string& as_of, std::string_view unit, const std::string& source);

}  // namespace sohoa
