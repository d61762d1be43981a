#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/order.hh"
#include "pipeline/extract/working_days.hh"

namespace sohoa {

/// When the document was made, as far as is known: what lies before is no deadline, and a phrase without a year means
/// its year.
struct DocumentTime {
  std::string date;        // ISO, may be cut to month or year; empty when unknown
  int year = 0;            // 0 when unknown
  bool is_report = false;  // Báo cáo tells what was done: periods count only where a plan's words introduce them
};

/// What the text orders by when, in order of the text; all kinds of docs/record.md. Terms of procedures (thời hạn giải
/// quyết), dates of acts, report periods, validity and effect of acts are none.
std::vector<Deadline> find_deadlines(const Flow&, const DocumentTime&, const WorkingDays&);

/// The same where it is known beforehand what is ordered and of whom, as in a cell of a table.
std::vector<Deadline> deadlines_of(const Order&, const Flow&, const DocumentTime&, const WorkingDays&);

}  // namespace sohoa
