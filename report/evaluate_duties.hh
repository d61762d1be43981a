#pragma once
#include <string>
#include <vector>

#include "core/record_json.hh"
#include "core/result.hh"
#include "report/evaluate.hh"

namespace sohoa {

/// Of `wanted` things `found`; `given` counts all that the records state, where that is counted.
struct DutyCount {
  int wanted = 0, found = 0, given = 0;
};

/// How well citations, deadlines and targets were found. Dates, units and tasks are counted of what was found. Deadlines in running
/// text and in rows of tables apart.
struct DutyEvaluation {
  DutyCount citations, dates, prose, tables, leads, coordinating, tasks, targets;
  int false_deadlines = 0;
  std::vector<std::string> errors;  // a line each, with the file

  bool empty() const { return citations.wanted + prose.wanted + tables.wanted + targets.wanted + citations.given + targets.given + false_deadlines == 0; }
};

/// Scores records against labels that have "citations", "deadlines" and "targets"; labels without are passed over. Fails with bad_data
/// when these are no such labels.
Result<DutyEvaluation> evaluate_duties(const Json& labels, const RecordsByFile&);

Listing duty_rows(const DutyEvaluation&);
Json duty_json(const DutyEvaluation&);

}  // namespace sohoa
