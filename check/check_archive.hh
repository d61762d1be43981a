#pragma once
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "check/finding.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// What a run over an archive found: the worst first, then by rule, dossier, file and page.
struct CheckRun {
  std::vector<Finding> findings;
  std::vector<Finding> waived;   // what people let pass
  std::size_t documents = 0;

  std::size_t count(Severity) const;
};

/// Checks all documents of an archive, or those of `ids`, and what they say together on the ISO day `as_of`. `progress` is told how many are done.
Result<CheckRun> check_archive(const std::filesystem::path& kho, const Rulebook&, const std::set<Profile>&, const std::string& as_of,
                               const std::vector<std::string>& ids = {}, const std::function<void(std::size_t)>& progress = {});

/// Keys of what a run found, kept in the archive under a name, so that the next can say what is new. An archive without has none.
Result<std::set<std::string>> found_before(const std::filesystem::path& kho, const std::string& name);
Result<void> remember_found(const std::filesystem::path& kho, const std::string& name, const std::set<std::string>& keys);
std::set<std::string> keys_of(const std::vector<Finding>&);

}  // namespace sohoa
