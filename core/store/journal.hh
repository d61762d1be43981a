#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa {

/// Adds lines to the journal of what people did (corrections, cuts and joins, waivers, withdrawals). An entry is an object
/// with "what", "who" and "time" (ISO 8601, given by the caller). A chained log (core/store/chained_log.hh): on disk when this returns,
/// all of them or, when it fails, none; lines are never changed.
Result<void> append_to_journal(const std::filesystem::path& kho, std::span<const Json> entries);

/// The entries from a byte of the journal on, in the order they were made, and where it ends now. Lines that are no JSON (one a
/// power failure cut short) are passed over; no journal is an empty one.
struct Journal {
  std::vector<Json> entries;
  std::int64_t end = 0;
};
Result<Journal> read_journal(const std::filesystem::path& kho, std::int64_t from = 0);

}  // namespace sohoa
