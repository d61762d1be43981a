#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "core/document.hh"
#include "core/store/archive.hh"

namespace sohoa::cli {

/// Cuts pictures of fields out of the originals of an archive, into a folder.
class Crops {
 public:
  Crops(std::filesystem::path kho, std::filesystem::path folder) : kho_(std::move(kho)), folder_(std::move(folder)) {}

  /// The picture of where a field stands; empty when there is none: a plain text, a place unknown, an original that cannot be drawn.
  /// The document must have its pages. The original is drawn where it can do no harm.
  std::string cut(const Document&, FieldId, const Evidence&) const;

 private:
  std::filesystem::path kho_, folder_;
};

/// A folder for pictures nobody asked to keep.
std::filesystem::path passing_crops();

}  // namespace sohoa::cli
