#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace sohoa {

/// A folder of its own that is gone with the test.
class TemporaryKho {
 public:
  TemporaryKho() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sohoa-test-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~TemporaryKho() { std::filesystem::remove_all(path); }
  TemporaryKho(const TemporaryKho&) = delete;
  TemporaryKho& operator=(const TemporaryKho&) = delete;

  std::filesystem::path path;
};

}  // namespace sohoa
