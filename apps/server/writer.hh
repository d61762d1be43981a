#pragma once
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "core/record_json.hh"
#include "core/result.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa::server {

/// Writes what people decide: to the journal at once, and into the ledger and the index in a thread of its own, as soon as no other
/// process writes the archive. Until then the archive shows them as pending.
class Writer {
 public:
  Writer(FreshArchive&, const Knowledge&);
  ~Writer();

  /// On disk when it returns. True when it holds in the ledger too, for which it waits no longer than `patience`.
  Result<bool> write_down(const std::vector<Json>& entries, std::chrono::milliseconds patience);

  /// Entries the ledger does not know yet.
  std::size_t pending() const;

 private:
  void work(const std::stop_token&);
  void show_pending();

  FreshArchive& archive_;
  const Knowledge& knowledge_;
  mutable std::mutex mutex_;  // of what follows
  std::condition_variable_any changed_;
  std::vector<Json> pending_;
  bool behind_ = true;        // the ledger may not know the whole journal
  std::jthread thread_;       // last: it uses the others
};

}  // namespace sohoa::server
