#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "apps/server/request.hh"
#include "core/store/people.hh"
#include "report/followed_coverage.hh"

namespace sohoa::server {

/// Registers counted against the documents people may see, kept between two looks: after a new document only what it touches is matched
/// again. Any thread; who asks for one that is being counted waits.
class KeptCounts {
 public:
  explicit KeptCounts(FreshArchive& archive) : archive_(archive) {}

  /// Runs `use` with the counts of now, also of decisions the ledger does not know yet: what was marked secret is counted no more. A register whose file has changed is read anew.
  Result<WebAnswer> with(const std::filesystem::path& book, const Account& person, const std::vector<Dimension>& by,
                         const std::function<Result<WebAnswer>(const CoverageReport&)>& use);

 private:
  struct Kept {
    std::string name;     // of the file as it was and of what may be seen
    std::mutex mutex;     // of the next
    std::set<std::string> hidden;  // documents that a decision the ledger does not know yet hides
    std::unique_ptr<FollowedCoverage> coverage;
  };
  std::shared_ptr<Kept> kept(const std::string& name);

  FreshArchive& archive_;
  std::mutex mutex_;
  std::list<std::shared_ptr<Kept>> all_;  // the last one used first
};

}  // namespace sohoa::server
