#pragma once
#include <filesystem>
#include <string>
#include <utility>

#include "core/result.hh"

namespace sohoa {

/// The parts of an archive folder (kho). The journal and the originals are the truth about people and paper, the ledger about
/// the work; the index can always be made again.
std::filesystem::path ledger_path(const std::filesystem::path& kho);
std::filesystem::path index_path(const std::filesystem::path& kho);
std::filesystem::path journal_path(const std::filesystem::path& kho);
/// What was done that left records as they are (core/store/audit.hh).
std::filesystem::path audit_path(const std::filesystem::path& kho);
/// Where each original was found and under what name (a chained log), by which the ledger can be made again.
std::filesystem::path names_path(const std::filesystem::path& kho);
std::filesystem::path searches_path(const std::filesystem::path& kho);
/// Accounts, sessions and tokens of those who use the page in the browser.
std::filesystem::path people_path(const std::filesystem::path& kho);
/// Files that came in through the browser, a folder a dossier; registers to count against; pictures of pages, which can always be
/// made again.
std::filesystem::path uploads_path(const std::filesystem::path& kho);
std::filesystem::path registers_path(const std::filesystem::path& kho);
std::filesystem::path pictures_path(const std::filesystem::path& kho);
/// The office's register of documents, as `sohoa ingest --register` keeps it.
std::filesystem::path register_path(const std::filesystem::path& kho);
/// originals/ab/cdef… for a SHA-256 of 64 hex digits.
std::filesystem::path original_path(const std::filesystem::path& kho, const std::string& sha256);

/// Whether a path lies in a folder or is it; both as they are spelled.
bool lies_within(const std::filesystem::path& inner, const std::filesystem::path& outer);

/// Whether the folder is an archive, or may become one: fails with no_archive when it holds anything but parts of an archive.
Result<void> check_archive_folder(const std::filesystem::path& kho);

/// The right to write an archive, held while this lives; the kernel takes it back when the process dies.
class KhoLock {
 public:
  /// Creates the folder when there is none. Fails with busy when another process holds it, io when it cannot be written.
  static Result<KhoLock> take(const std::filesystem::path& kho);
  KhoLock(KhoLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  KhoLock& operator=(KhoLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~KhoLock();

 private:
  explicit KhoLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace sohoa
