#include "ingest/watch.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/language.hh"
#include "core/store/kho.hh"
#include "ingest/find_files.hh"
#include "ingest/folder_news.hh"
#include "ingest/stable_files.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

Result<void> check_apart(const fs::path& kho, const fs::path& folder) {
  std::error_code error;
  const fs::path archive = fs::weakly_canonical(kho, error), real = fs::weakly_canonical(folder, error);
  if (!lies_within(archive, real) && !lies_within(real, archive)) return {};
  return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} and the archive lie in one another")), folder.string()), tr("Watch a folder outside of the archive."));
}

/// What passes by itself, or when a person makes room or plugs a cable in.
bool passes(ErrorCode code) { return code == ErrorCode::busy || code == ErrorCode::io || code == ErrorCode::internal || code == ErrorCode::not_found; }

class Watch {
 public:
  Watch(const WatchOptions& options, Progress& progress, WatchLog& log, const std::atomic<bool>& stop)
      : options_(options), progress_(progress), log_(log), stop_(stop), stable_(options.rest) {}

  Result<void> run() {
    for (const fs::path& folder : options_.folders) TRY_VOID(check_apart(options_.ingest.kho, folder));
    bool first = true;  // what an earlier watch left is worked off before any file comes
    while (!stop_) {
      news_.watch(options_.folders);
      const std::vector<FoundFile> ready = stable_.settled(look(), Clock::now());
      if (!ready.empty() || first) TRY_VOID(take(ready));
      first = first && troubled_;
      if (!stop_) news_.wait(patience());
    }
    return {};
  }

 private:
  /// Each folder by itself, so that one that is gone does not hide the others.
  std::vector<FoundFile> look() {
    std::vector<FoundFile> seen;
    for (const fs::path& folder : options_.folders) {
      Result<FoundFiles> found = find_files(std::span(&folder, 1), options_.ingest.kho);
      if (found && !found->unreadable.empty())
        found = fail(ErrorCode::io, fmt::format(fmt::runtime(tr("the folder {} cannot be read")), found->unreadable.front()));
      tell(folder.string(), found ? std::optional<Error>() : found.error());
      if (found) std::ranges::move(found->files, std::back_inserter(seen));
    }
    return seen;
  }

  Result<void> take(const std::vector<FoundFile>& files) {
    if (!files.empty()) log_.found(files.size());
    IngestOptions ingest = options_.ingest;
    ingest.files = files;
    const Result<IngestResult> result = run_ingest(ingest, progress_, stop_);
    if (!result && !passes(result.error().code)) return tl::unexpected(result.error());
    troubled_ = !result;
    tell(ingest.kho.string(), result ? std::optional<Error>() : result.error());
    if (result) log_.finished(*result);
    else stable_.return_all(files);
    wait_ = result ? kShortest : std::min(2 * wait_, kLongest);
    return {};
  }

  /// Tells of a trouble once, and when it is over.
  void tell(const std::string& place, const std::optional<Error>& error) {
    const std::string before = troubles_[place], now = error ? error->message : std::string();
    troubles_[place] = now;
    if (now == before) return;
    if (error) log_.trouble(*error);
    else log_.over(before);
  }

  milliseconds patience() const {
    if (troubled_) return wait_;
    return stable_.waiting() ? std::min(options_.rest, options_.look) : options_.look;
  }

  static constexpr milliseconds kShortest{1'000}, kLongest{60'000};

  const WatchOptions& options_;
  Progress& progress_;
  WatchLog& log_;
  const std::atomic<bool>& stop_;
  StableFiles stable_;
  FolderNews news_;
  std::map<std::string, std::string> troubles_;
  bool troubled_ = false;
  milliseconds wait_ = kShortest;
};

}  // namespace

Result<void> watch(const WatchOptions& options, Progress& progress, WatchLog& log, const std::atomic<bool>& stop) {
  return Watch(options, progress, log, stop).run();
}

}  // namespace sohoa
