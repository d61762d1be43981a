#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/data_files.hh"
#include "core/result.hh"

namespace sohoa {

/// What extraction knows about the world, from the tables in data/; immutable after loading.
struct Knowledge {
  std::string fingerprint;  // SHA-256 over the tables, first 12 hex digits: part of the extraction key

  static Result<Knowledge> load(const std::filesystem::path& data_folder);
};

}  // namespace sohoa
