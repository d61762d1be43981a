// A library laid under a program (LD_PRELOAD) that records every change it makes to files under $RECORD_UNDER, in order, into $RECORD_WRITES:
// what a disk would have been told. tests/ingest/lost_writes_test.py makes of it the disks a power failure may leave.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace {

template <class F>
F* next(const char* name) {
  return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

/// Which process records: only the one that was started, not its workers.
bool recording() {
  static const pid_t self = getpid();
  static const bool wanted = std::getenv("RECORD_WRITES") && std::getenv("RECORD_UNDER");
  return wanted && getpid() == self;
}

std::string path_of(int fd) {
  char link[64], path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t n = readlink(link, path, sizeof path);
  return n > 0 ? std::string(path, static_cast<std::size_t>(n)) : std::string();
}

bool watched(const std::string& path) {
  static const std::string under = recording() ? std::getenv("RECORD_UNDER") : "";
  return recording() && !under.empty() && path.starts_with(under);
}

/// kind, length of path, offset, length of data, path, data.
void record(char kind, const std::string& path, std::uint64_t offset, const void* data, std::uint64_t size) {
  static std::mutex lock;
  static const int log = next<int(const char*, int, ...)>("open")(std::getenv("RECORD_WRITES"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const std::scoped_lock held(lock);
  const std::uint64_t head[] = {static_cast<std::uint64_t>(kind), path.size(), offset, size};
  std::string bytes(reinterpret_cast<const char*>(head), sizeof head);
  bytes += path;
  if (size > 0) bytes.append(static_cast<const char*>(data), size);
  [[maybe_unused]] const ssize_t n = next<ssize_t(int, const void*, std::size_t)>("write")(log, bytes.data(), bytes.size());
}

std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  char here[4096];
  return getcwd(here, sizeof here) ? std::string(here) + "/" + path : path;
}

int opened(int (*open_it)(const char*, int, ...), const char* path, int flags, mode_t mode) {
  struct stat status {};
  const bool there = stat(path, &status) == 0;
  const int fd = open_it(path, flags, mode);
  if (fd < 0) return fd;
  if (const std::string full = absolute(path); watched(full)) {
    if (!there && (flags & O_CREAT)) record('C', full, 0, nullptr, 0);
    if (there && (flags & O_TRUNC)) record('T', full, 0, nullptr, 0);
  }
  return fd;
}

void wrote(int fd, const void* data, ssize_t n) {
  if (n <= 0) return;
  if (const std::string path = path_of(fd); watched(path)) record('W', path, static_cast<std::uint64_t>(lseek(fd, 0, SEEK_CUR) - n), data, static_cast<std::uint64_t>(n));
}

void wrote_at(int fd, const void* data, ssize_t n, off_t at) {
  if (n <= 0) return;
  if (const std::string path = path_of(fd); watched(path)) record('W', path, static_cast<std::uint64_t>(at), data, static_cast<std::uint64_t>(n));
}

void synced(int fd, int result) {
  if (result != 0) return;
  if (const std::string path = path_of(fd); watched(path)) record('S', path, 0, nullptr, 0);
}

void cut(int fd, off_t size, int result) {
  if (result != 0) return;
  if (const std::string path = path_of(fd); watched(path)) record('T', path, static_cast<std::uint64_t>(size), nullptr, 0);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = static_cast<mode_t>(va_arg(rest, int));
  va_end(rest);
  return opened(next<int(const char*, int, ...)>("open"), path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = static_cast<mode_t>(va_arg(rest, int));
  va_end(rest);
  return opened(next<int(const char*, int, ...)>("open64"), path, flags, mode);
}
ssize_t write(int fd, const void* data, std::size_t size) {
  const ssize_t n = next<ssize_t(int, const void*, std::size_t)>("write")(fd, data, size);
  if (recording()) wrote(fd, data, n);
  return n;
}
ssize_t pwrite(int fd, const void* data, std::size_t size, off_t at) {
  const ssize_t n = next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite")(fd, data, size, at);
  if (recording()) wrote_at(fd, data, n, at);
  return n;
}
ssize_t pwrite64(int fd, const void* data, std::size_t size, off64_t at) {
  const ssize_t n = next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64")(fd, data, size, at);
  if (recording()) wrote_at(fd, data, n, at);
  return n;
}
int ftruncate(int fd, off_t size) noexcept {
  const int result = next<int(int, off_t)>("ftruncate")(fd, size);
  if (recording()) cut(fd, size, result);
  return result;
}
int ftruncate64(int fd, off64_t size) noexcept {
  const int result = next<int(int, off64_t)>("ftruncate64")(fd, size);
  if (recording()) cut(fd, size, result);
  return result;
}
int fsync(int fd) {
  const int result = next<int(int)>("fsync")(fd);
  if (recording()) synced(fd, result);
  return result;
}
int fdatasync(int fd) {
  const int result = next<int(int)>("fdatasync")(fd);
  if (recording()) synced(fd, result);
  return result;
}
int rename(const char* from, const char* to) noexcept {
  const int result = next<int(const char*, const char*)>("rename")(from, to);
  if (result == 0 && watched(absolute(from))) {
    const std::string target = absolute(to);
    record('R', absolute(from), 0, target.data(), target.size());
  }
  return result;
}
int unlink(const char* path) noexcept {
  const int result = next<int(const char*)>("unlink")(path);
  if (result == 0 && watched(absolute(path))) record('U', absolute(path), 0, nullptr, 0);
  return result;
}
int remove(const char* path) noexcept {
  const int result = next<int(const char*)>("remove")(path);
  if (result == 0 && watched(absolute(path))) record('U', absolute(path), 0, nullptr, 0);
  return result;
}
int mkdir(const char* path, mode_t mode) noexcept {
  const int result = next<int(const char*, mode_t)>("mkdir")(path, mode);
  if (result == 0 && watched(absolute(path))) record('M', absolute(path), 0, nullptr, 0);
  return result;
}
/// Copies made by the file system itself cannot be recorded: callers copy by hand then.
int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list rest;
  va_start(rest, request);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  if (request == 0x40049409UL) return -1;  // FICLONE
  return next<int(int, unsigned long, ...)>("ioctl")(fd, request, argument);
}
}
