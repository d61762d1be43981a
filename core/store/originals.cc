#include "core/store/originals.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>

#include "core/hash.hh"
#include "core/language.hh"
#include "core/store/kho.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  ~Fd() {
    if (fd_ >= 0) close(fd_);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  operator int() const { return fd_; }

 private:
  int fd_;
};

bool write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t n = write(fd, data, size);
    if (n <= 0) return false;
    data += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

auto unreadable(const fs::path& file) {
  return tl::unexpected(Error{ErrorCode::io, fmt::format(fmt::runtime(tr("cannot read {}")), file.string()),
                              tr("Check that the file exists and may be read."), file.string(), 0});
}

auto unwritable(const fs::path& kho) {
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write the archive {}")), kho.string()),
              tr("Check that the folder may be written and the disk is not full."));
}

void sync_folder(const fs::path& folder) {
  const Fd fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd >= 0) fsync(fd);
}

}  // namespace

Result<Taken> take_original(const fs::path& kho, const fs::path& file) {
  const Fd in(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (in < 0) return unreadable(file);
  std::error_code error;
  fs::create_directories(kho / "originals", error);
  // One writer an archive (KhoLock): the name cannot be taken by another, and what is there is a killed run's.
  const fs::path part = kho / "originals" / "part";
  fs::remove(part, error);
  const Fd out(open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0444));
  if (out < 0) return unwritable(kho);

  // A reflink costs nothing and cannot change under us; then the clone is hashed. Else hash while copying.
  const bool cloned = ioctl(out, FICLONE, static_cast<int>(in)) == 0;
  Sha256 hash;
  Taken taken;
  std::array<char, 1 << 18> buffer;
  for (;;) {
    const ssize_t n = read(cloned ? out : in, buffer.data(), buffer.size());
    if (n == 0) break;
    if (n < 0) {
      fs::remove(part, error);
      return unreadable(file);
    }
    const auto size = static_cast<std::size_t>(n);
    hash.add({buffer.data(), size});
    taken.size += size;
    if (!cloned && !write_all(out, buffer.data(), size)) {
      fs::remove(part, error);
      return unwritable(kho);
    }
  }
  taken.sha256 = hash.hex();
  const fs::path home = original_path(kho, taken.sha256);
  if (fs::exists(home, error)) {
    fs::remove(part, error);
    return taken;
  }
  fs::create_directories(home.parent_path(), error);
  if (fdatasync(out) == 0) {
    fs::rename(part, home, error);
    // The names must outlive a power failure too, or the ledger would know an original that is not there.
    sync_folder(home.parent_path());
    sync_folder(home.parent_path().parent_path());
    if (!error) return taken;
  }
  fs::remove(part, error);
  return unwritable(kho);
}

Result<std::string> sha256_of_file(const fs::path& file) {
  const Fd in(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  Sha256 hash;
  std::array<char, 1 << 18> buffer;
  ssize_t n = in < 0 ? -1 : 1;
  while (n > 0) {
    n = read(in, buffer.data(), buffer.size());
    if (n > 0) hash.add({buffer.data(), static_cast<std::size_t>(n)});
  }
  if (n < 0) return unreadable(file);
  return hash.hex();
}

}  // namespace sohoa
