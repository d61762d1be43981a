#include "ingest/find_files.hh"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

class Search {
 public:
  Search(const fs::path& kho, FoundFiles& out) : kho_(kho), out_(out) {}

  /// `folder` lies `below` the argument folder `top` (empty: is it).
  void add_folder(const fs::path& folder, const fs::path& top, const fs::path& below) {
    if (folder == kho_) return;
    std::error_code error;
    std::vector<fs::path> names;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) names.push_back(entry->path().filename());
    if (error) out_.unreadable.push_back(text::normalize(folder.string()));
    std::sort(names.begin(), names.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    for (const fs::path& name : names) {
      struct stat status {};
      if (lstat((folder / name).c_str(), &status) != 0) continue;
      if (S_ISREG(status.st_mode)) add_file(folder / name, top, below, status);
      if (S_ISDIR(status.st_mode) && !name.native().starts_with('.')) add_folder(folder / name, top, below / name);
    }
  }

  void add_file(const fs::path& file, const fs::path& top, const fs::path& below, const struct stat& status) {
    if (!seen_.insert(file.native()).second) return;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    out_.files.push_back({file, text::normalize((top.filename() / below / file.filename()).generic_string()),
                          text::normalize((below.empty() ? top.filename() : below).generic_string()), status.st_size,
                          status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec});
  }

 private:
  const fs::path& kho_;
  FoundFiles& out_;
  std::set<std::string> seen_;
};

}  // namespace

Result<FoundFiles> find_files(std::span<const fs::path> arguments, const fs::path& kho) {
  FoundFiles found;
  std::error_code error;
  const fs::path archive = fs::weakly_canonical(kho, error);
  Search search(archive, found);
  for (const fs::path& argument : arguments) {
    const fs::path real = fs::canonical(argument, error);  // an argument may be a link, what lies below may not
    struct stat status {};
    if (error || stat(real.c_str(), &status) != 0)
      return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("there is no file or folder {}")), argument.string()),
                  tr("Check the path."));
    if (S_ISDIR(status.st_mode))
      search.add_folder(real, real, {});
    else if (S_ISREG(status.st_mode))
      search.add_file(real, real.parent_path(), {}, status);
  }
  return found;
}

}  // namespace sohoa
