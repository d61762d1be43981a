#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace sohoa::server {

/// Slows down those who guess: after so many failures that are free each further one doubles the wait, for an account as well as for an
/// address (behind which a whole office may sit: more are free). Forgets with the process. Any thread.
class Throttle {
 public:
  /// Seconds this one still has to wait; 0 = may try.
  std::int64_t wait(const std::string& who, std::int64_t now, int free = 5) const;
  void failed(const std::string& who, std::int64_t now);
  void succeeded(const std::string& who);

 private:
  struct Failures {
    int count = 0;
    std::int64_t last = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace sohoa::server
