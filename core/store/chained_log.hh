#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa {

// A log of JSON lines that only grows. Each line names the SHA-256 of the line before it ("prev"), so that none can be changed, left
// out or put in between without the next one telling. Lines that an older sohoa wrote have no "prev": the first that has one names
// the SHA-256 of all bytes before it. Half a line that a power failure left is passed over. What was cut off at the end cannot be
// seen from the log alone: keep its head elsewhere (`sohoa verify` prints it, a backup holds it).

/// Adds entries (objects), each with its "prev". On disk when this returns, all of them or, when it fails, none; several processes may.
Result<void> append_chained(const std::filesystem::path& log, std::span<const Json> entries);

/// Visits the entries that begin at byte `from` or later, in order; returns where the log ends now. No file is an empty log.
Result<std::int64_t> each_entry(const std::filesystem::path& log, std::int64_t from, const std::function<void(Json)>& visit);

struct Chain {
  std::int64_t entries = 0;
  std::int64_t torn = 0;         // lines that are no JSON
  std::int64_t broken_line = 0;  // 1-based, the first that does not fit to what is before it; 0 = all fit
  std::string head;              // SHA-256 of the last entry; empty when there is none
};
Result<Chain> check_chain(const std::filesystem::path& log);

}  // namespace sohoa
