#pragma once
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "check/finding.hh"
#include "check/rulebook.hh"
#include "check/waivers.hh"

namespace sohoa::server {

/// What `sohoa check` finds in the archive, by the rules of all profiles: looked for in a thread of its own when the first asks for it,
/// and again when somebody wants it. Any thread.
class Checks {
 public:
  explicit Checks(FreshArchive&);
  ~Checks();

  /// The last run; `findings` holds the waived ones too, the worst first.
  struct Run {
    std::shared_ptr<const Rulebook> rules;
    std::vector<Finding> findings;
    std::set<std::string> before;  // keys of what the run before had found
    std::size_t documents = 0;
    std::string time;              // ISO 8601, UTC
    std::string stamp;             // of the archive when it began
  };
  struct State {
    std::shared_ptr<const Run> run;  // none yet = null
    bool running = false, outdated = false;
    std::size_t done = 0;            // documents of the run that goes on
  };
  /// Begins the first run.
  State state();
  /// What the last run found is old from now on; begins another.
  Result<void> again();

  /// What people let pass, by rule and document.
  using Waivers = std::map<std::pair<std::string, std::string>, Waiver>;
  Result<Waivers> waivers();

 private:
  void work(const std::stop_token&);
  Result<std::shared_ptr<const Run>> look();

  FreshArchive& archive_;
  std::mutex mutex_;      // of what follows
  std::condition_variable_any changed_;
  std::shared_ptr<const Run> run_;
  bool wanted_ = false, running_ = false;
  std::size_t done_ = 0;
  std::int64_t journal_ = 0;
  std::vector<Json> waivings_;  // entries of the journal up to there
  std::jthread thread_;         // last: it uses the others
};

}  // namespace sohoa::server
