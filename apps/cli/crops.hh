#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/document.hh"
#include "core/store/archive.hh"
#include "pipeline/source/source.hh"

namespace sohoa::cli {

/// What `draw` makes of a page of the document, which must have its pages, from its original, where that can do no harm.
Result<std::string> drawn_apart(const std::filesystem::path& kho, const Document&, int page,
                                const std::function<Result<std::string>(PageSource&, const Page&)>& draw);

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
