#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "report/agreement.hh"
#include "report/coverage_report.hh"
#include "report/deadlines.hh"
#include "report/indicators.hh"
#include "report/paged.hh"

namespace sohoa {

/// What a director reads of one period. `coverage` holds only the rows of the period.
struct DirectorReport {
  Period period;
  std::string as_of;
  CoverageReport coverage;
  std::vector<Count> months, units;  // months in order; units from the least digitized on
  std::vector<Indicator> indicators;
  std::vector<OfferedTarget> offered;
  std::vector<RowProblem> case_problems;  // of the list of cases
  std::vector<Due> dues;             // sorted; of what is past only what was due in the period
  std::size_t older = 0;             // overdue since before the period
  std::map<FieldId, FieldAgreement> agreement;
};

/// The report as parts, for whoever shows it.
Paged report_pages(const DirectorReport&);

/// The part of a coverage whose register rows (for scans outside the register: the scans) are dated in the period.
CoverageReport within(CoverageReport, const Period&);

/// What coverage counts, as figures for indicators.
Figures figures_of(const CoverageReport&, const Period&);

/// One page, then annexes: HTML that prints on A4 and opens offline, charts drawn in it.
std::string report_html(const DirectorReport&);
Result<std::string> report_pdf(const DirectorReport&);
/// The same as sheets of a workbook.
Result<std::string> report_xlsx(const DirectorReport&);

}  // namespace sohoa
