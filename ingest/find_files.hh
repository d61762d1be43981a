#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/result.hh"
#include "core/store/ledger.hh"

namespace sohoa {

/// What lies under the arguments of `ingest`. `unreadable` are folders that could not be listed, for a warning.
struct FoundFiles {
  std::vector<FoundFile> files;
  std::vector<std::string> unreadable;
};

/// Regular files of the given files and folders, each once, in the order of the arguments and then by name. Folders are
/// searched to the bottom, but hidden ones, `kho` and links are not entered. A file is shown by its path from the parent of
/// the argument, and its dossier is its folder's path from the argument, or the argument's own name; a file that is an
/// argument counts as found in its folder. Fails with io when an argument does not exist.
Result<FoundFiles> find_files(std::span<const std::filesystem::path> arguments, const std::filesystem::path& kho);

}  // namespace sohoa
