#include "ingest/folder_news.hh"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>

namespace sohoa {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t kNews = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_UNMOUNT;
/// The kernel allows some thousands a user; folders beyond are found by time.
constexpr int kMostFolders = 4096;

}  // namespace

FolderNews::FolderNews() : fd_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

FolderNews::~FolderNews() {
  if (fd_ >= 0) close(fd_);
}

void FolderNews::watch(const std::vector<fs::path>& folders) {
  int watched = 0;
  std::error_code error;
  for (const fs::path& folder : folders) {
    inotify_add_watch(fd_, folder.c_str(), kNews);  // one that is watched already stays so
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error), end;
    for (; !error && entry != end && watched < kMostFolders; entry.increment(error))
      if (std::error_code ignored; entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
        inotify_add_watch(fd_, entry->path().c_str(), kNews);
        ++watched;
      }
  }
}

void FolderNews::wait(std::chrono::milliseconds longest) {
  pollfd news{fd_, POLLIN, 0};
  if (::poll(&news, fd_ >= 0 ? 1 : 0, static_cast<int>(longest.count())) <= 0) return;
  std::array<char, 1 << 16> events;
  while (read(fd_, events.data(), events.size()) > 0) {
  }
}

}  // namespace sohoa
