#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.hh"

namespace sohoa {

/// What was taken into the archive: the bytes that were hashed are the bytes that were copied.
struct Taken {
  std::string sha256;
  std::uint64_t size = 0;
};

/// Copies a file into originals/ under its SHA-256, on disk when this returns; a copy that is there already is kept. The given
/// file is only read. A symbolic link in place of the file is not followed. Fails with io; `path` is set when it was the file
/// that could not be read, and empty when the archive could not be written.
Result<Taken> take_original(const std::filesystem::path& kho, const std::filesystem::path& file);

/// The SHA-256 of what a file holds; fails with io.
Result<std::string> sha256_of_file(const std::filesystem::path&);

}  // namespace sohoa
