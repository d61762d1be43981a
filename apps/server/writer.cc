#include "apps/server/writer.hh"

#include <spdlog/spdlog.h>

#include "core/store/decisions.hh"
#include "core/store/journal.hh"
#include "ingest/decide.hh"

namespace sohoa::server {
namespace {

using namespace std::chrono_literals;

class Logged : public Progress {
 public:
  void show(const Tally&) override {}
  void warn(const std::string& message) override { spdlog::warn(message); }
};

}  // namespace

Writer::Writer(FreshArchive& archive, const Knowledge& knowledge)
    : archive_(archive), knowledge_(knowledge), thread_([this](const std::stop_token& stop) { work(stop); }) {}

Writer::~Writer() {
  thread_.request_stop();
  changed_.notify_all();
}

Result<bool> Writer::write_down(const std::vector<Json>& entries, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  TRY_VOID(append_to_journal(archive_.kho(), entries));
  pending_.insert(pending_.end(), entries.begin(), entries.end());
  behind_ = true;
  show_pending();
  changed_.notify_all();
  changed_.wait_for(lock, patience, [this] { return !behind_; });
  return !behind_;
}

std::size_t Writer::pending() const {
  const std::scoped_lock lock(mutex_);
  return pending_.size();
}

void Writer::show_pending() { archive_.set_pending(decisions_of(pending_)); }

void Writer::work(const std::stop_token& stop) {
  constexpr auto kAgain = 1s;  // while another process writes
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    changed_.wait(lock, stop, [this] { return behind_; });
    if (stop.stop_requested()) return;
    const std::size_t taken = pending_.size();
    lock.unlock();
    Logged progress;
    const Result<void> done = decide(archive_.kho(), {}, knowledge_, progress);
    lock.lock();
    if (done) {
      pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(taken));
      behind_ = !pending_.empty();
      show_pending();
      changed_.notify_all();
      continue;
    }
    if (done.error().code != ErrorCode::busy) spdlog::error("decisions wait: {}", done.error().message);
    changed_.wait_for(lock, stop, kAgain, [] { return false; });
  }
}

}  // namespace sohoa::server
