#include "apps/server/connection.hh"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace sohoa::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kHead = 10s, kRead = 5s, kTaken = 20s;
constexpr std::size_t kSlowest = 50'000;  // bytes a second an answer must be taken with, after kTaken of waiting
constexpr int kMostOfAddress = 24;

/// Waits until the socket may be read (POLLIN) or written (POLLOUT).
bool ready(int socket, short what, std::chrono::milliseconds wait) {
  pollfd p{socket, what, 0};
  int n = 0;
  while ((n = poll(&p, 1, static_cast<int>(std::max<std::chrono::milliseconds::rep>(0, wait.count())))) < 0 && errno == EINTR) {}
  return n > 0;
}

template <class Ask>
void name_of(Ask ask, int socket, std::string& address, int& port) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (ask(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&storage);
    inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
    port = ntohs(v4->sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&storage);
    inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
    port = ntohs(v6->sin6_port);
  }
  address = text.data();
}

bool is_this_machine(const std::string& address) { return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127."); }

}  // namespace

bool Connection::begins_request(std::chrono::milliseconds wait) {
  in_head_ = true;
  newlines_ = 0;
  blocked_ = {};
  written_ = 0;
  const bool begins = at_ < end_ || ready(socket_, POLLIN, wait);
  head_until_ = Clock::now() + kHead;
  return begins;
}

bool Connection::is_readable() const { return at_ < end_ || ready(socket_, POLLIN, kRead); }

bool Connection::is_writable() const {
  char byte = 0;
  const bool gone = ready(socket_, POLLIN, 0ms) && recv(socket_, &byte, 1, MSG_PEEK) <= 0;
  return !gone && ready(socket_, POLLOUT, kTaken);
}

ssize_t Connection::fill() {
  const auto wait = in_head_ ? std::min<Clock::duration>(kRead, head_until_ - Clock::now()) : Clock::duration(kRead);
  if (wait <= 0s || !ready(socket_, POLLIN, std::chrono::duration_cast<std::chrono::milliseconds>(wait))) return -1;
  ssize_t n = 0;
  while ((n = recv(socket_, buffer_.data(), buffer_.size(), 0)) < 0 && errno == EINTR) {}
  at_ = 0;
  end_ = n > 0 ? static_cast<std::size_t>(n) : 0;
  return n;
}

ssize_t Connection::read(char* to, std::size_t size) {
  if (at_ == end_)
    if (const ssize_t n = fill(); n <= 0) return n;
  const std::size_t given = std::min(size, end_ - at_);
  std::memcpy(to, buffer_.data() + at_, given);
  at_ += given;
  for (std::size_t i = 0; in_head_ && i < given; ++i) {
    if (to[i] == '\n') in_head_ = ++newlines_ < 2;
    else if (to[i] != '\r') newlines_ = 0;
  }
  return static_cast<ssize_t>(given);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  const auto begun = Clock::now();
  const auto allowed = kTaken + std::chrono::milliseconds(written_ * 1000 / kSlowest) - blocked_;
  if (!ready(socket_, POLLOUT, std::chrono::duration_cast<std::chrono::milliseconds>(allowed))) return -1;
  blocked_ += Clock::now() - begun;
  ssize_t n = 0;
  while ((n = send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT)) < 0 && errno == EINTR) {}
  if (n < 0 && errno == EAGAIN) return 0;
  if (n > 0) written_ += static_cast<std::size_t>(n);
  return n;
}

void Connection::get_remote_ip_and_port(std::string& address, int& port) const { name_of(getpeername, socket_, address, port); }
void Connection::get_local_ip_and_port(std::string& address, int& port) const { name_of(getsockname, socket_, address, port); }

bool Callers::enter(const std::string& address) {
  const std::scoped_lock lock(mutex_);
  int& open = open_[address];
  if (open >= kMostOfAddress && !is_this_machine(address)) return false;
  ++open;
  return true;
}

void Callers::leave(const std::string& address) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = open_.find(address); found != open_.end() && --found->second == 0) open_.erase(found);
}

}  // namespace sohoa::server
