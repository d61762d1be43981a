#pragma once
#include <filesystem>

#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa {

/// Adds one line to the journal of what people did (corrections, cuts and joins, waivers, withdrawals). `entry` is an object
/// with "what", "who" and "time" (ISO 8601, given by the caller). On disk when this returns; lines are never changed.
Result<void> append_to_journal(const std::filesystem::path& kho, const Json& entry);

}  // namespace sohoa
