#pragma once
#include <filesystem>
#include <set>
#include <string>

#include "core/result.hh"

namespace sohoa {

/// Ids of all documents an index knows, those it keeps out for their secrecy mark among them. Fails with not_found when there is
/// none, incompatible when it cannot be read.
Result<std::set<std::string>> ids_in_index(const std::filesystem::path& index);

}  // namespace sohoa
