#pragma once
#include <filesystem>

#include "core/result.hh"

namespace sohoa {

/// What a register did for an archive that reads with its help: numbers and days written by hand that are certain because of it, those that a
/// person must still look at, and its rows by the document found for them (none of a register of dossiers).
struct RegisterUse {
  int numbers = 0, dates = 0, open = 0;
  int rows = 0, found = 0, doubtful = 0;

  int missing() const { return rows - found - doubtful; }
};

/// Fails like parse_register and Archive::open.
Result<RegisterUse> register_use(const std::filesystem::path& kho, const std::filesystem::path& book);

}  // namespace sohoa
