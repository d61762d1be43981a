#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa::server {

/// Files that come in through the browser: they lie in kho/uploads, a folder a dossier, and an ingest of that folder is started
/// whenever there is something new and no other process writes the archive. Any thread.
class Uploads {
 public:
  Uploads(FreshArchive&, int jobs);
  ~Uploads();

  /// Moves a file that was received to its place. A file of that name and dossier is replaced only by the same bytes: others get
  /// a number behind their name. Fails with usage for names that are none.
  Result<std::string> take(const std::filesystem::path& received, const std::string& dossier, const std::string& name);
  /// Tries what failed again.
  void retry();

  /// A folder in which files may be received.
  Result<std::filesystem::path> receiving() const;

  /// The files and how far each is, as openapi.json says; only those in dossiers `visible` says yes to.
  Result<Json> state(const std::function<bool(const std::string& dossier)>& visible);
  bool running() const;

 private:
  void work(const std::stop_token&);

  FreshArchive& archive_;
  int jobs_;
  mutable std::mutex mutex_;  // of what follows
  std::condition_variable_any changed_;
  bool wanted_ = false, again_ = false, running_ = false;
  std::string problem_;       // of the last run
  std::jthread thread_;       // last: it uses the others
};

}  // namespace sohoa::server
