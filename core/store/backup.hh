#pragma once
#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hh"

namespace sohoa {

struct Backup {
  int originals_copied = 0, originals_kept = 0;  // kept: were there from an earlier backup
  std::vector<std::string> damaged;              // SHA-256 of originals that are not what their names say, which were left out
};

/// Copies an archive into a folder that is empty, not there, or holds an earlier backup of it, while others write the archive. The copy is an
/// archive itself, without its index: to restore it, copy the folder and run `sohoa index --rebuild`. Only what is new
/// is copied: originals by their hash, each read and checked on the way; ledger, journal and audit log whole. Killed
/// or out of room it leaves the earlier backup as it was. Fails with usage when the folders overlap, io, busy.
Result<Backup> back_up(const std::filesystem::path& kho, const std::filesystem::path& to, const std::atomic<bool>& stop);

}  // namespace sohoa
