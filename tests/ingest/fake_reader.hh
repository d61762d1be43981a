#pragma once
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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
    if (told("OWNER")) said = refused(fcntl(0, F_SETOWN, getppid()) < 0);
    if (told("LEASE")) said = refused(fcntl(0, F_SETSIG, SIGKILL) < 0);
    if (told("EXEC")) said = refused(execl("/bin/true", "true", nullptr) < 0);
    if (told("CODE")) said = refused(mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
    if (told("TURNCODE")) {
      void* const data = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      said = refused(mprotect(data, 4096, PROT_READ | PROT_EXEC) < 0);
    }
    if (told("GREEDY")) said = refused(mmap(nullptr, std::size_t{8} << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
    if (told("RAISE")) {
      const rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
      said = refused(setrlimit(RLIMIT_FSIZE, &limit) < 0);
    }
    if (told("ROOT")) said = refused(geteuid() != 0 && setuid(0) < 0);
    if (told("LINK")) said = refused(symlink("/etc/passwd", "/tmp/sohoa-must-not-be") < 0);
    if (told("UNLINK")) said = refused(unlink("/tmp/sohoa-no-such") < 0 && errno == EPERM);
    if (told("MKDIR")) said = refused(mkdir("/tmp/sohoa-must-not-be", 0700) < 0);
    if (told("CHMOD")) said = refused(chmod("/tmp", 0777) < 0);
    if (told("TRUNCATE")) said = refused(truncate("/tmp", 0) < 0 && errno == EPERM);
    if (told("MEMFD")) said = refused(memfd_create("x", 0) < 0);
    if (told("PTRACE")) said = refused(ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr) < 0);
    if (told("NEIGHBOUR")) said = refused(syscall(SYS_process_vm_readv, getppid(), nullptr, 0UL, nullptr, 0UL, 0UL) < 0);
    if (told("NAMESPACE")) said = refused(unshare(CLONE_NEWUSER) < 0);
    if (told("RING")) said = refused(syscall(SYS_io_uring_setup, 1U, nullptr) < 0 && errno == EPERM);
    if (told("TTY")) said = refused(ioctl(2, TIOCSTI, "x") < 0 && errno == EPERM);
    if (told("ENVIRON")) said = refused(::open("/proc/self/environ", O_RDONLY) < 0);
    if (told("PIPE")) {
      int ends[2];
      said = refused(pipe(ends) < 0);
    }
    if (told("TAKEOVER")) taken_over() = true;
    if (taken_over()) said = "forged";
    if (told("LEDGER")) said = refused(fcntl(3, F_GETFD) >= 0);  // no file but the one asked for is open
    if (told("THREADS")) said = std::getenv("OMP_THREAD_LIMIT") ? std::getenv("OMP_THREAD_LIMIT") : "";
    page.words = {{said, std::nullopt, 1.0, 0, 0, false, false}};
    page.origin = Origin::text;
    return page;
  }

 private:
  /// What a hostile file may do to the process that reads it.
  static bool& taken_over() {
    static bool taken = false;
    return taken;
  }

  static std::string refused(bool yes) { return yes ? "refused" : "allowed"; }

  std::string fingerprint_;
  int* reads_;
  std::vector<std::string> pages_;
};

}  // namespace sohoa
