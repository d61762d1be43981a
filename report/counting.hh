#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hh"
#include "report/director_report.hh"

namespace sohoa {

inline constexpr int kFirstYear = 1945, kLastYear = 2100;  // of documents in registers

/// The archive counted against a register, with a table for each dimension named in `by`; for the commands that report.
Result<CoverageReport> counted(const std::filesystem::path& kho, const std::filesystem::path& book, const std::filesystem::path& columns,
                               const std::vector<std::string>& by, const std::string& as_of);

/// What a director reads of a period, from the archive and what was counted of it (counted() with no dimension). `figures`: a unit's own
/// for indicators, `cases`: the export of its public-service system; either may be no file. A unit's own figures go before those counted.
Result<DirectorReport> director_report(const std::filesystem::path& kho, CoverageReport, const Period&, std::chrono::year_month_day as_of, const std::string& unit,
                                       const std::filesystem::path& figures, const std::filesystem::path& cases = {});

/// The day a person means; today in Vietnam when nothing is typed. Fails with usage.
Result<std::chrono::year_month_day> day_named(const std::string& typed);
std::string iso_day(std::chrono::year_month_day);

}  // namespace sohoa
