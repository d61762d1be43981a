#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <string>

#include "ingest/reader.hh"

namespace sohoa {

/// Reads texts with form feeds between pages, and does what the first word of a page says.
class FakeReader : public Reader {
 public:
  explicit FakeReader(std::string fingerprint = "fake", int* reads = nullptr)
      : fingerprint_(std::move(fingerprint)), reads_(reads) {}

  std::string fingerprint() const override { return fingerprint_; }

  Result<int> open(std::span<const std::byte> bytes, const std::string&) override {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.empty()) return fail(ErrorCode::empty, "empty");
    if (text.starts_with("LOCKED")) return fail(ErrorCode::encrypted, "locked");
    if (text.starts_with("EVIL")) std::abort();
    pages_.assign(1, "");
    for (const char c : text) {
      if (c == '\f')
        pages_.emplace_back();
      else
        pages_.back() += c;
    }
    return static_cast<int>(pages_.size());
  }

  Result<Page> read(int n) override {
    if (reads_) ++*reads_;
    const std::string& text = pages_[static_cast<std::size_t>(n - 1)];
    Page page;
    page.n = n;
    std::string said = text;
    const auto told = [&](const char* word) { return text.starts_with(word); };
    if (told("CRASH")) std::abort();
    if (told("EXIT")) _exit(7);
    if (told("MEMORY")) throw std::bad_alloc();
    if (told("THROW")) throw std::runtime_error("thrown");
    if (told("DAMAGED")) return fail(ErrorCode::damaged, "damaged");
    if (told("SPIN"))
      for (;;) asm volatile("");
    if (told("HANG")) sleep(1000);
    if (told("LIE")) page.n = n + 1;
    if (told("SLOW")) usleep(20'000);
    if (told("SOCKET")) said = refused(socket(AF_INET, SOCK_STREAM, 0) < 0);
    if (told("FORK")) {
      const pid_t child = fork();
      if (child == 0) _exit(0);
      said = refused(child < 0);
    }
    if (told("PARENT")) said = refused(kill(getppid(), 0) < 0);
    if (told("WRITE")) said = refused(::open("/tmp/sohoa-must-not-be", O_WRONLY | O_CREAT, 0600) < 0);
    if (told("PASSWD")) said = refused(::open("/etc/passwd", O_RDONLY) < 0);
    if (told("LIBRARIES")) said = refused(::open("/etc/ld.so.cache", O_RDONLY) < 0);
    if (told("LEDGER")) said = refused(fcntl(3, F_GETFD) >= 0);  // no file but the one asked for is open
    if (told("THREADS")) said = std::getenv("OMP_THREAD_LIMIT") ? std::getenv("OMP_THREAD_LIMIT") : "";
    page.words = {{said, std::nullopt, 1.0, 0, 0, false, false}};
    page.origin = Origin::text;
    return page;
  }

 private:
  static std::string refused(bool yes) { return yes ? "refused" : "allowed"; }

  std::string fingerprint_;
  int* reads_;
  std::vector<std::string> pages_;
};

}  // namespace sohoa
