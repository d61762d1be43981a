#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hh"

namespace sohoa::search {

/// A search kept under a name, and the ids of the documents it had found when it was last asked.
struct SavedSearch {
  std::string name, query;
  std::vector<std::pair<std::string, std::string>> filters;
  std::set<std::string> seen;
};

/// Searches are files NAME.json of a folder. A name may hold letters, digits, spaces, '-' and '_' (usage otherwise).
Result<void> save_search(const std::filesystem::path& folder, const SavedSearch&);
/// Fails with not_found when there is none of that name.
Result<SavedSearch> load_search(const std::filesystem::path& folder, const std::string& name);
/// Their names in order; none when there is no folder.
std::vector<std::string> saved_searches(const std::filesystem::path& folder);

}  // namespace sohoa::search
