#pragma once
#include <atomic>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/result.hh"
#include "ingest/progress.hh"

namespace sohoa {

/// What would mend a finding. `none`: only a person or a backup can.
enum class Repair {
  none,
  bring_back,      // copy the original again from where it was found
  enter,           // enter an original that the ledger does not know
  read_again,      // make the record from its pages, or read the page, once more
  index,           // give the index what it lacks and take out what is not there any more; a damaged one is made anew
  rebuild_ledger,  // make the ledger from originals, their names, and the pages that can still be read; the old one is kept
};

struct Damage {
  std::string code;    // of docs/reliability.md: "original.damaged"
  std::string record;  // the id, SHA-256 or log it is about; empty = the whole archive
  std::string message; // in the user's language
  Repair repair = Repair::none;
};

struct Verification {
  std::vector<Damage> findings;
  int originals = 0, documents = 0;        // looked at
  std::string journal_head, audit_head;    // SHA-256 of the last entries, for keeping elsewhere
};

/// Compares an archive with itself: logs against their chains, originals against their names, the ledger against files, journal and
/// index. Reads only; others may write meanwhile. `hash_originals` false: only whether they are there. Stopped, it tells what it saw until then.
Result<Verification> verify(const std::filesystem::path& kho, bool hash_originals, const std::atomic<bool>& stop);

/// Mends what can be mended, and notes it in the audit log; how many findings were. What has to be read again is pending then:
/// run_ingest without inputs does it. Fails with busy while another writes the archive.
Result<int> repair(const std::filesystem::path& kho, std::span<const Damage>, const std::string& who, const std::string& time, Progress&);

}  // namespace sohoa
