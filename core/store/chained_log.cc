#include "core/store/chained_log.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "core/hash.hh"
#include "core/language.hh"

namespace sohoa {
namespace {

Json parsed(std::string_view line) {
  Json entry = Json::parse(line, nullptr, false);
  return entry.is_object() ? entry : Json();
}

/// The whole log, for the one time that lines without a chain are followed by one with.
std::string hash_of_all(int fd, off_t size) {
  Sha256 hash;
  std::string block(std::size_t{1} << 16, '\0');
  for (off_t at = 0; at < size;) {
    const ssize_t n = pread(fd, block.data(), std::min(block.size(), static_cast<std::size_t>(size - at)), at);
    if (n <= 0) break;
    hash.add({block.data(), static_cast<std::size_t>(n)});
    at += n;
  }
  return hash.hex();
}

/// What the next entry says of those before it. Reads from the end, as far back as the last entry goes.
std::string link_to(int fd, off_t size) {
  std::string tail;
  for (off_t at = size; at > 0;) {
    const off_t step = std::min<off_t>(at, 1 << 16);
    std::string block(static_cast<std::size_t>(step), '\0');
    at -= step;
    if (pread(fd, block.data(), block.size(), at) != static_cast<ssize_t>(block.size())) return {};
    tail.insert(0, block);
    // Whole lines of the tail from the last one back; the first piece may be half a line until the log begins.
    for (std::size_t end = tail.size(); end > 0;) {
      const std::size_t newline = end < 2 ? std::string::npos : tail.rfind('\n', end - 2);
      if (newline == std::string::npos && at > 0) break;
      const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
      const std::string_view line = std::string_view(tail).substr(begin, end - begin - (tail[end - 1] == '\n'));
      if (const Json entry = parsed(line); !entry.is_null()) return entry.contains("prev") ? sha256(line) : hash_of_all(fd, size);
      end = begin;
    }
  }
  return {};
}

bool write_down(int fd, std::span<const Json> entries) {
  off_t size = lseek(fd, 0, SEEK_END);
  const off_t before = size;
  // A line cut short by a power failure must not swallow this one.
  char last = '\n';
  if (size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n' && write(fd, "\n", 1) == 1) ++size;
  std::string link = link_to(fd, size), lines;
  for (Json entry : entries) {
    entry["prev"] = link;
    const std::string line = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    link = sha256(line);
    lines += line + "\n";
  }
  if (write(fd, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()) && fdatasync(fd) == 0) return true;
  [[maybe_unused]] const int half_gone = ftruncate(fd, before);  // half a batch must not hold
  return false;
}

void sync_folder_of(const std::filesystem::path& file) {
  const int fd = open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

}  // namespace

Result<void> append_chained(const std::filesystem::path& log, std::span<const Json> entries) {
  const bool is_new = access(log.c_str(), F_OK) != 0;
  const int fd = open(log.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  bool written = fd >= 0 && flock(fd, LOCK_EX) == 0;
  if (written) written = write_down(fd, entries);
  if (fd >= 0) close(fd);
  if (is_new) sync_folder_of(log);
  if (written) return {};
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), log.string()),
              tr("Check that the folder may be written and the disk is not full."));
}

Result<std::int64_t> each_entry(const std::filesystem::path& log, std::int64_t from, const std::function<void(Json)>& visit) {
  std::ifstream in(log, std::ios::binary);
  if (!in) return 0;
  in.seekg(0, std::ios::end);
  const std::int64_t end = in.tellg();
  // Shorter than it was: another log was put in its place, and all of it is news.
  in.seekg(from <= end ? from : 0);
  for (std::string line; std::getline(in, line);)
    if (Json entry = parsed(line); !entry.is_null()) visit(std::move(entry));
  return end;
}

Result<Chain> check_chain(const std::filesystem::path& log) {
  Chain chain;
  std::ifstream in(log, std::ios::binary);
  if (!in) return chain;
  Sha256 all;  // of what has no chain yet
  bool chained = false;
  std::int64_t n = 0;
  for (std::string line; std::getline(in, line);) {
    ++n;
    const Json entry = parsed(line);
    const std::string prev = entry.is_object() && entry.contains("prev") && entry["prev"].is_string() ? entry["prev"].get<std::string>() : "";
    const bool links = entry.is_object() && entry.contains("prev");
    if (entry.is_null()) {
      ++chain.torn;
    } else {
      if (links && !chained && chain.entries > 0) chain.head = all.hex();
      if ((links && prev != chain.head) || (!links && chained))
        if (chain.broken_line == 0) chain.broken_line = n;
      chained |= links;
      ++chain.entries;
      chain.head = sha256(line);
    }
    if (!chained) all.add(line + "\n");
  }
  return chain;
}

}  // namespace sohoa
