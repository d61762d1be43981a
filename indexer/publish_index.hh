#pragma once
#include <filesystem>

#include "core/result.hh"

namespace sohoa {

/// Compacts the index at `fresh` (closed by its writer) and puts it in the place of `index` in one step; readers that have the
/// old one open keep it until they reopen. `fresh` is gone afterwards.
Result<void> publish_index(const std::filesystem::path& fresh, const std::filesystem::path& index);

/// Reads the whole index; incompatible when something in it is broken.
Result<void> check_index(const std::filesystem::path& index);

}  // namespace sohoa
