#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/terminal_progress.hh"
#include "core/document.hh"
#include "core/result.hh"

namespace sohoa::cli {

/// `sohoa export --format pdf`: one two-layer copy a document, a folder a dossier. What cannot be copied is said at once and
/// counted; the others go on.
class PdfExport {
 public:
  PdfExport(std::filesystem::path kho, std::filesystem::path folder, bool overwrite);

  /// Copies one document. False when nothing more can be written.
  bool add(const Document&);
  /// The summary on stdout, and the exit code.
  Result<int> finish();

 private:
  Result<void> copy(const Document&);
  void say(const Document&, const std::string& what, const std::string& hint = {});

  const std::filesystem::path kho_, folder_;
  const bool overwrite_;
  TerminalProgress progress_;
  int written_ = 0, unchanged_ = 0, texts_ = 0, failed_ = 0, no_pdfa_ = 0;
  std::optional<Error> stopped_;
};

}  // namespace sohoa::cli
