#include "core/store/journal.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "core/language.hh"
#include "core/store/kho.hh"

namespace sohoa {

Result<void> append_to_journal(const std::filesystem::path& kho, std::span<const Json> entries) {
  const std::filesystem::path path = journal_path(kho);
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  bool written = fd >= 0;
  if (written) {
    std::string lines;
    for (const Json& entry : entries) lines += entry.dump() + "\n";
    // A line cut short by a power failure must not swallow this one.
    char last = '\n';
    const off_t size = lseek(fd, 0, SEEK_END);
    if (size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n') lines.insert(0, 1, '\n');
    written = write(fd, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()) && fdatasync(fd) == 0;
    if (!written) [[maybe_unused]] const int half_gone = ftruncate(fd, size);  // half a batch must not hold
    close(fd);
  }
  if (written) return {};
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), path.string()),
              tr("Check that the folder may be written and the disk is not full."));
}

Result<Journal> read_journal(const std::filesystem::path& kho, std::int64_t from) {
  Journal journal;
  std::ifstream in(journal_path(kho), std::ios::binary);
  if (!in) return journal;
  in.seekg(0, std::ios::end);
  journal.end = in.tellg();
  // Shorter than it was: another journal was put in its place, and all of it is news.
  in.seekg(from <= journal.end ? from : 0);
  for (std::string line; std::getline(in, line);)
    if (Json entry = Json::parse(line, nullptr, false); entry.is_object()) journal.entries.push_back(std::move(entry));
  return journal;
}

}  // namespace sohoa
