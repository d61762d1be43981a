#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "core/result.hh"

namespace sohoa {

/// Under what name an original was found: written beside the originals when they are taken, so that the ledger can be made again.
struct OriginalName {
  std::string sha256;
  std::filesystem::path path;
  std::string shown, dossier;
  std::int64_t size = 0;
};

Result<void> note_name(const std::filesystem::path& kho, const OriginalName&);

/// In the order they were taken; a file met again stands there again.
Result<void> each_name(const std::filesystem::path& kho, const std::function<void(const OriginalName&)>& visit);

}  // namespace sohoa
