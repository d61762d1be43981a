#pragma once
#include <filesystem>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// Merges indexes (closed by their writers, no document in two of them) into a new one, compact, at `to`; they are gone afterwards.
Result<void> merge_indexes(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& to);

/// Compacts one index or the shards of one (closed by their writers, no document in two of them) and puts it in the place of
/// `index` in one step; readers that have the old one open keep it until they reopen. The shards are gone afterwards.
Result<void> publish_index(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& index);

/// Whether an index was ever committed there: a run that is killed while it makes one leaves a folder that is none.
bool has_index(const std::filesystem::path& index);

/// Reads the whole index; incompatible when something in it is broken.
Result<void> check_index(const std::filesystem::path& index);

}  // namespace sohoa
