#pragma once
#include <string>
#include <vector>

#include "report/coverage.hh"
#include "report/table.hh"

namespace sohoa {

/// A coverage with what it was counted from; the printers below need all three.
struct CoverageReport {
  Register book;
  std::vector<Scan> scans;
  Coverage coverage;
};

/// Counts for people: a table of dossiers with the total, then what is missing, doubtful, unexpected, twice, of other length, and
/// the register's own problems. Empty lists are left out.
std::string coverage_text(const CoverageReport&, int width);

/// One row a register row, then the scans outside the register and the duplicates; `state` says which.
Listing coverage_rows(const CoverageReport&);

/// {"total", "dossiers", "matched", "doubtful", "missing", "unexpected", "duplicates", "page_differences", "problems"}.
Json coverage_json(const CoverageReport&);

}  // namespace sohoa
