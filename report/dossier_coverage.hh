#pragma once
#include <optional>
#include <string>
#include <vector>

#include "report/coverage.hh"
#include "report/table.hh"

namespace sohoa {

/// A dossier as a register of dossiers (mục lục hồ sơ) gives it, or as the archive alone has it, and what is scanned of it.
struct DossierCount {
  std::string dossier, title;
  int row = 0;                                           // of the register; 0 = it is not in it
  std::optional<int> documents_expected, pages_expected;
  int documents = 0, pages = 0;                          // scanned

  bool complete() const { return row > 0 && documents > 0 && documents >= documents_expected.value_or(0) && pages >= pages_expected.value_or(0); }
};

/// By dossier_spelling(), as registers and folders write them; first the register's, in its order, then the archive's own.
std::vector<DossierCount> count_dossiers(const Register& of_dossiers, const std::vector<Scan>&);

/// One row a dossier, the state in words.
Listing dossier_count_rows(const std::vector<DossierCount>&);
/// "4 of 5 dossiers are complete …".
std::string dossier_count_summary(const std::vector<DossierCount>&);

}  // namespace sohoa
