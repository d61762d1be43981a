#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "core/result.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// What people type in short: data/abbreviations.csv. One of no rows changes no query.
class Abbreviations {
 public:
  Abbreviations() = default;
  static Result<Abbreviations> load(const std::filesystem::path& data);

  /// The query with the long form beside every word that is short for something, typed in any case, with its marks or without.
  QueryTree with_long_forms(QueryTree) const;

 private:
  std::map<std::string, std::string, std::less<>> long_forms_;  // by the short one without marks; those of one word
};

}  // namespace sohoa::search
