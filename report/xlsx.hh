#pragma once
#include <string>
#include <vector>

#include "core/result.hh"
#include "report/table.hh"

namespace sohoa {

/// One sheet of a workbook. `title` stands above the table; empty = none. Names are cut to what spreadsheets allow.
struct Sheet {
  std::string name, title;
  Listing listing;
};

/// The bytes of an .xlsx workbook: bold head that stays in sight and on every printed page, filters, A4. Numbers are numbers,
/// ISO days become dates, everything else is text and never runs as a formula. Rows beyond the million a sheet holds go on
/// in further sheets. Fails with io when the temporary file cannot be written.
Result<std::string> as_xlsx(const std::vector<Sheet>&);

}  // namespace sohoa
