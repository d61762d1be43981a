#pragma once
#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace sohoa::server {

/// One browser's connection, for the library to read and write. What the library's own lacks: the head of a request must have come
/// within kHeadSeconds, and an answer must be taken at a pace, so that nobody holds a thread by a byte now and then.
class Connection : public httplib::Stream {
 public:
  explicit Connection(int socket) : socket_(socket) {}

  /// Whether a request begins within `wait`; the times of the one before count no longer.
  bool begins_request(std::chrono::milliseconds wait);

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& address, int& port) const override;
  void get_local_ip_and_port(std::string& address, int& port) const override;
  int socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;
  ssize_t fill();

  int socket_;
  std::array<char, 4096> buffer_{};
  std::size_t at_ = 0, end_ = 0;    // what of the buffer is not read yet
  bool in_head_ = true;
  int newlines_ = 0;                // in a row: two end the head
  Clock::time_point head_until_{};
  Clock::duration blocked_{};       // time spent waiting for the answer to be taken
  std::size_t written_ = 0;
};

/// How many connections each address has. An office may sit behind one, yet none may have them all; this machine may (a proxy stands
/// before us, and counts for itself). Any thread.
class Callers {
 public:
  /// False when an address has as many as it may; else leave() must follow.
  bool enter(const std::string& address);
  void leave(const std::string& address);

 private:
  std::mutex mutex_;
  std::map<std::string, int> open_;
};

}  // namespace sohoa::server
