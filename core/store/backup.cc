#include "core/store/backup.hh"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "core/language.hh"
#include "core/store/database.hh"
#include "core/store/integrity.hh"
#include "core/store/kho.hh"
#include "core/store/originals.hh"

namespace sohoa {
namespace fs = std::filesystem;
using namespace store;
namespace {

auto unwritable(const fs::path& file) {
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), file.string()), tr("Check that the folder may be written and the disk is not full."));
}

bool on_disk(const fs::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool good = fsync(fd) == 0;
  close(fd);
  return good;
}

/// Beside the wanted file first, so that a copy that breaks off leaves the earlier one.
Result<void> copy_whole(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from, error)) return {};
  const fs::path part = to.string() + ".part";
  fs::remove_all(part, error);
  fs::copy(from, part, fs::copy_options::recursive, error);
  if (error || !on_disk(part)) return unwritable(to);
  if (fs::is_directory(to, error)) fs::remove_all(to, error);
  fs::rename(part, to, error);
  if (error) return unwritable(to);
  return {};
}

/// A snapshot of one moment. SQLite starts over when the ledger changes under it, so all of it is taken in one step.
Result<void> copy_ledger(const fs::path& kho, const fs::path& to) {
  const fs::path part = ledger_path(to).string() + ".part";
  std::error_code error;
  fs::remove(part, error);
  Database from = TRY(open_database(kho, false));
  TRY_VOID(guarded([&] {
    SQLite::Database copy(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, from);
    backup.executeStep(-1);
  }));
  if (!on_disk(part)) return unwritable(part);
  for (const char* beside : {"-wal", "-shm"}) fs::remove(ledger_path(to).string() + beside, error);
  fs::rename(part, ledger_path(to), error);
  if (error) return unwritable(ledger_path(to));
  return {};
}

/// True when it was copied, false when it is damaged.
Result<bool> copy_original(const fs::path& from, const fs::path& to, const std::string& sha256) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  const fs::path part = to.string() + ".part";
  fs::copy_file(from, part, fs::copy_options::overwrite_existing, error);
  if (error && !fs::exists(from)) return false;
  if (error || !on_disk(part)) return unwritable(to);
  if (TRY(sha256_of_file(part)) != sha256) {
    fs::remove(part, error);
    return false;
  }
  fs::rename(part, to, error);
  if (error) return unwritable(to);
  return true;
}

Result<void> check_places(const fs::path& kho, const fs::path& to) {
  std::error_code error;
  const fs::path here = fs::weakly_canonical(kho, error), there = fs::weakly_canonical(to, error);
  if (lies_within(here, there) || lies_within(there, here))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} and the archive lie in one another")), to.string()), tr("Name a folder elsewhere, best on another disk."));
  return check_archive_folder(to);
}

}  // namespace

Result<Backup> back_up(const fs::path& kho, const fs::path& to, const std::atomic<bool>& stop) {
  TRY_VOID(check_places(kho, to));
  const KhoLock lock = TRY(KhoLock::take(to));  // one backup at a time, and nobody works in the copy
  // The ledger first: whatever it knows is among the originals and in the journal by now.
  TRY_VOID(copy_ledger(kho, to));
  for (const auto path : {journal_path, audit_path, names_path, searches_path}) TRY_VOID(copy_whole(path(kho), path(to)));
  Backup done;
  for (const KnownContent& content : TRY(known_contents(to))) {
    if (stop) return fail(ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."));
    std::error_code error;
    const fs::path home = original_path(to, content.sha256);
    const bool kept = fs::exists(home, error);
    if (kept) ++done.originals_kept;
    else if (TRY(copy_original(original_path(kho, content.sha256), home, content.sha256))) ++done.originals_copied;
    else done.damaged.push_back(content.sha256);
  }
  return done;
}

}  // namespace sohoa
