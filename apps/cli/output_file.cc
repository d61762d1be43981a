#include "apps/cli/output_file.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>
#include <utility>

#include "core/language.hh"

namespace sohoa::cli {
namespace fs = std::filesystem;

OutputFile::OutputFile(fs::path path)
    : path_(std::move(path)), part_(path_.string() + ".part"), file_(path_.empty() ? stdout : std::fopen(part_.c_str(), "wb")) {}

OutputFile::~OutputFile() {
  if (path_.empty() || !file_) return;
  std::fclose(file_);
  std::error_code ignored;
  fs::remove(part_, ignored);
}

bool OutputFile::write(std::string_view bytes) {
  const bool text = !bytes.starts_with("PK\x03\x04") && !bytes.starts_with("%PDF-");  // workbooks are ZIP
  if (path_.empty() && !text && isatty(STDOUT_FILENO) != 0) {
    refused_ = true;
    return false;
  }
  return file_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
}

Result<void> OutputFile::finish() {
  if (path_.empty()) return {};
  const bool closed = file_ && std::fclose(std::exchange(file_, nullptr)) == 0;
  std::error_code error;
  if (closed) fs::rename(part_, path_, error);
  if (!closed || error) return not_written();
  return {};
}

tl::unexpected<Error> OutputFile::not_written() const {
  if (refused_) return fail(ErrorCode::usage, tr("this would fill the terminal with what is no text"), tr("Name a file with --output."));
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), path_.empty() ? "stdout" : path_.string()),
              tr("Is the disk full, is the folder there, and may it be written?"));
}

}  // namespace sohoa::cli
