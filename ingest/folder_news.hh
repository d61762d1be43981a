#pragma once
#include <chrono>
#include <filesystem>
#include <vector>

namespace sohoa {

/// Wakes when something happens in watched folders (inotify); on file systems that do not tell (network shares) only time wakes. What
/// happened is for the caller to look at.
class FolderNews {
 public:
  FolderNews();
  ~FolderNews();
  FolderNews(const FolderNews&) = delete;
  FolderNews& operator=(const FolderNews&) = delete;

  /// Watches these folders and what folders lie in them from now on, those only.
  void watch(const std::vector<std::filesystem::path>& folders);
  /// Returns after news, a signal, or `longest`.
  void wait(std::chrono::milliseconds longest);

 private:
  int fd_;
};

}  // namespace sohoa
