#pragma once
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hh"

namespace sohoa::cli {

/// A file being written, or standard output when the path is empty. It is written beside the wanted one and takes its place at
/// the end, so that a run that breaks off leaves no half of it.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  /// False when it could not be written, or is no text and would go to a terminal; not_written() then says so.
  bool write(std::string_view bytes);
  Result<void> finish();
  tl::unexpected<Error> not_written() const;

 private:
  std::filesystem::path path_;
  std::string part_;
  std::FILE* file_;
  bool refused_ = false;
};

}  // namespace sohoa::cli
