#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/extract/register_candidates.hh"
#include "report/agreement.hh"
#include "report/deadlines.hh"
#include "report/fulfilled.hh"
#include "report/review.hh"

namespace sohoa::server {

/// An issue of a record; what it says stands there.
struct IssueMark {
  std::string code;
  Severity severity = Severity::notice;
  int page = 0;
};

/// One document in the lists that are made of all of them.
struct Listed {
  std::string dossier, path, number, issued_date, type, subject, folded;  // folded: number and subject, for suggestions
  bool secret = false, doubtful = false;
  std::vector<IssueMark> issues;
  std::vector<FieldId> accepted;  // fields a spot check may draw
};

/// A doubtful field, with what the office's register would have it be.
struct Waiting {
  Doubt doubt;
  bool secret = false;
  std::vector<RegisterCandidate> registered;
  bool operator<(const Waiting& other) const { return before(doubt, other.doubt); }
};

/// What the lists of the page are made of: a little of each document.
struct Overview {
  std::map<std::string, Listed, std::less<>> documents;   // by id, as all of these
  static constexpr int kDutiesAhead = 62;                   // days for which recurring ones are listed one by one
  std::chrono::year_month_day duties_as_of{};
  std::map<std::string, std::vector<Due>> duties;           // as seen from that day, whether answered or not
  std::map<std::string, Reply> replies;
  Replies citing;                                           // of `replies`
  std::map<std::string, std::map<FieldId, FieldAgreement>> decided;
  std::map<FieldId, FieldAgreement> drawn;                  // of spot checks
  std::set<Waiting> doubts;                                 // most valuable first

  const Listed* of(std::string_view id) const {
    const auto found = documents.find(id);
    return found == documents.end() ? nullptr : &found->second;
  }
  std::map<FieldId, FieldAgreement> agreement() const;
};

/// The overview as it is while somebody looks at it: nobody changes it meanwhile. Not to be kept.
class OverviewView {
 public:
  OverviewView(const Overview& overview, std::shared_mutex& mutex) : lock_(mutex), overview_(&overview) {}
  const Overview* operator->() const { return overview_; }

 private:
  std::shared_lock<std::shared_mutex> lock_;
  const Overview* overview_;
};

/// Who is at it, one at a time. (GCC 12's ThreadSanitizer does not know a std::timed_mutex's waiting.)
class Turns {
 public:
  /// False when another was at it until then; else done() must follow.
  bool take(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_until(lock, until, [this] { return !taken_; })) return false;
    return taken_ = true;
  }
  void done() {
    const std::scoped_lock lock(mutex_);
    taken_ = false;
    changed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool taken_ = false;
};

/// Keeps the overview for many threads: reads all documents once, in a thread of its own, and then those that changed, as it is asked.
class Overviews {
 public:
  Overviews(FreshArchive&, const Knowledge&);
  ~Overviews();

  /// As of now, or of a moment ago while many documents change. Until all are read for the first time it fails with busy and says how many are.
  Result<OverviewView> now();

 private:
  using Clock = std::chrono::steady_clock;
  struct Part;
  Result<bool> catch_up(Clock::time_point until);
  Result<void> refresh(const std::vector<std::string>& ids);
  void begin_day(std::chrono::year_month_day);
  Result<void> count_samples();
  void take(const std::string& id, Part*);

  FreshArchive& archive_;
  const Knowledge& knowledge_;
  Turns making_;              // of what follows
  std::string stamp_;         // up to which the overview is whole
  std::int64_t mark_ = 0, journal_ = 0;
  std::set<std::string> pending_;  // documents that are shown with decisions the ledger does not know
  std::map<std::string, std::vector<std::set<Waiting>::iterator>> doubts_of_;

  mutable std::shared_mutex mutex_;
  Overview overview_;
  std::atomic<bool> whole_ = false;
  std::jthread first_;        // last: it uses the others
};

}  // namespace sohoa::server
