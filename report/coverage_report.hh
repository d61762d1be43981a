#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "report/coverage.hh"
#include "report/table.hh"

namespace sohoa {

/// A coverage with what it was counted from; the printers below need all three.
struct CoverageReport {
  Register book;
  ScanTable archive;
  Coverage coverage;
  std::vector<Failure> failures;                     // files and pages the archive could not read
  std::vector<std::pair<Dimension, std::vector<Count>>> tables;  // counts apart

  const std::vector<Scan>& scans() const { return archive.scans; }
};

/// Counts for people: the tables with the total, then what is missing, doubtful, unexpected, twice, of other length, and
/// the register's own problems. Empty lists are left out.
std::string coverage_text(const CoverageReport&, int width);
/// The same, given away table by table.
void write_coverage_text(const CoverageReport&, int width, const std::function<void(std::string_view)>& write);

/// One row a register row, then the scans outside the register and the duplicates; `state` says which.
Listing coverage_rows(const CoverageReport&);

/// {"total", "dossiers" (or what it is told apart by), "matched", "doubtful", "missing", "unexpected", "duplicates", "page_differences",
/// "unreadable", "problems"}. `listed` is its coverage, or a part of it (listed_of()).
Json coverage_json(const CoverageReport&, const Coverage& listed);
inline Json coverage_json(const CoverageReport& report) { return coverage_json(report, report.coverage); }
/// The same as text, a line an item, given away in pieces: of a million rows nothing is kept.
void write_coverage_json(const CoverageReport&, const std::function<void(std::string_view)>& write);

/// A workbook: the counts, then a sheet for each list.
Result<std::string> coverage_xlsx(const CoverageReport&);

/// The lists one can act on, each with its title: missing, doubtful, to look at, unexpected, twice, page counts, unreadable, and
/// the register's problems; empty ones included.
std::vector<std::pair<std::string, Listing>> coverage_lists(const CoverageReport&);

/// Counts with their total as the last row.
Listing count_listing(Dimension, const std::vector<Count>&, const Count& total);

}  // namespace sohoa
