#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "report/coverage_report.hh"
#include "report/dossier_papers.hh"

namespace sohoa {

/// A dossier counted against the list of contents that was scanned with it; the list and the cover are no documents of the list.
/// Numbers and days of a list are read from paper, so matches by them are as sure as both readings.
struct ContentsCoverage {
  std::optional<DossierCover> cover;
  CoverageReport report;
};

/// Fails with not_found when the dossier has no list of contents.
Result<ContentsCoverage> count_by_contents(const std::filesystem::path& kho, const std::string& dossier);

std::string contents_text(const ContentsCoverage&, int width);
Json contents_json(const ContentsCoverage&);

}  // namespace sohoa
