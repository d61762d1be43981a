#include "core/store/kho.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "core/language.hh"

namespace sohoa {
namespace fs = std::filesystem;

fs::path ledger_path(const fs::path& kho) { return kho / "ledger.sqlite"; }
fs::path index_path(const fs::path& kho) { return kho / "index"; }
fs::path journal_path(const fs::path& kho) { return kho / "journal.jsonl"; }
fs::path audit_path(const fs::path& kho) { return kho / "audit.jsonl"; }
fs::path names_path(const fs::path& kho) { return kho / "names.jsonl"; }
fs::path searches_path(const fs::path& kho) { return kho / "searches"; }
fs::path people_path(const fs::path& kho) { return kho / "people.sqlite"; }
fs::path uploads_path(const fs::path& kho) { return kho / "uploads"; }
fs::path registers_path(const fs::path& kho) { return kho / "registers"; }
fs::path pictures_path(const fs::path& kho) { return kho / "pictures"; }
fs::path register_path(const fs::path& kho) { return kho / "register.csv"; }

fs::path original_path(const fs::path& kho, const std::string& sha256) {
  return kho / "originals" / sha256.substr(0, 2) / sha256.substr(2);
}

bool lies_within(const std::filesystem::path& inner, const std::filesystem::path& outer) {
  return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

Result<void> check_archive_folder(const fs::path& kho) {
  std::error_code error;
  if (fs::exists(ledger_path(kho), error)) return {};
  for (const fs::directory_entry& entry : fs::directory_iterator(kho, error)) {
    const std::string name = entry.path().filename().string();
    bool part = name.starts_with("index.") || name.starts_with("ledger.") || name.starts_with("people.sqlite") ||
                name == "lock" || name == "originals";
    for (const fs::path& path : {ledger_path(kho), index_path(kho), journal_path(kho), audit_path(kho), names_path(kho), searches_path(kho),
                                 uploads_path(kho), registers_path(kho), register_path(kho), pictures_path(kho)})
      part |= name == path.filename().string();
    if (!part)
      return fail(ErrorCode::no_archive, fmt::format(fmt::runtime(tr("{} is no archive, and holds other things: {}")), kho.string(), name),
                  tr("Name an archive, or a folder that is empty or not there yet."));
  }
  return {};
}

Result<KhoLock> KhoLock::take(const fs::path& kho) {
  std::error_code error;
  fs::create_directories(kho, error);
  // Close-on-exec: a worker that outlives a killed coordinator for a moment must not keep the lock.
  const int fd = open((kho / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0)
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write the archive {}")), kho.string()),
                tr("Check that the folder may be written and the disk is not full."));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    close(fd);
    return fail(ErrorCode::busy, fmt::format(fmt::runtime(tr("another sohoa is writing the archive {}")), kho.string()),
                tr("Wait until it has finished, then try again."));
  }
  return KhoLock(fd);
}

KhoLock::~KhoLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace sohoa
