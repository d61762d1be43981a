#include "apps/server/throttle.hh"

#include <algorithm>

namespace sohoa::server {
namespace {

constexpr std::int64_t kLongest = 15 * 60;    // seconds
constexpr std::int64_t kForgotten = 24 * 3600;
constexpr std::size_t kMostRemembered = 100'000;

}  // namespace

std::int64_t Throttle::wait(const std::string& who, std::int64_t now, int free) const {
  const std::scoped_lock lock(mutex_);
  const auto found = failures_.find(who);
  if (found == failures_.end() || found->second.count < free) return 0;
  const std::int64_t pause = std::min(kLongest, std::int64_t{1} << std::min(found->second.count - free, 20));
  return std::max<std::int64_t>(0, found->second.last + pause - now);
}

void Throttle::failed(const std::string& who, std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  if (failures_.size() >= kMostRemembered) std::erase_if(failures_, [&](const auto& f) { return f.second.last + kLongest < now; });
  Failures& f = failures_[who];
  if (f.last + kForgotten < now) f.count = 0;
  ++f.count;
  f.last = now;
}

void Throttle::succeeded(const std::string& who) {
  const std::scoped_lock lock(mutex_);
  failures_.erase(who);
}

}  // namespace sohoa::server
