#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa::server {

/// Pictures of pages and of places on them, drawn by processes of their own (originals are hostile), two at a time, and kept in
/// kho/pictures until somebody clears it. Any thread.
class Pictures {
 public:
  explicit Pictures(std::filesystem::path kho) : kho_(std::move(kho)) {}

  /// JPEG of a page, `width` pixels wide; `masked`: with identity numbers painted over.
  Result<std::string> page(const Document&, int n, int width, bool masked);
  /// PNG of the place of a field, with paper around it.
  Result<std::string> place(const Document&, FieldId);
  /// Two-layer PDF/A copy; not kept.
  Result<std::string> searchable_pdf(const Document&);

 private:
  Result<std::string> drawn(const std::string& name, std::vector<std::string> arguments);
  void take_turn();
  void end_turn();

  std::filesystem::path kho_;
  std::mutex mutex_;
  std::condition_variable turn_;
  int free_ = 2;
};

}  // namespace sohoa::server
