#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/geometry.hh"
#include "core/signature.hh"
#include "pipeline/source/pdf_drawing.hh"

namespace sohoa {

/// Looks at what a PDF's pages are drawn with, without drawing or decoding. What it cannot understand has nothing.
class PdfContents {
 public:
  /// `bytes` must outlive it.
  explicit PdfContents(std::span<const std::byte> bytes, const std::string& password = {});
  ~PdfContents();

  /// Resolution of the image, or of the strips, that fill page `n` (1-based) of that size in points; 0 when there is
  /// none.
  int scan_dpi(int n, double width_pt, double height_pt);

  /// Whether all images of page `n` are black and white or grey, and it has no annotations; false where one cannot be
  /// understood, and for masks, which may be painted in any colour.
  bool is_colourless(int n);

  /// Whether page `n` draws any image, also within a form.
  bool has_pictures(int n);

  /// See drawing_of.
  PageDrawing drawing(int n);

  /// See pdf_signatures.
  std::vector<Signature> signatures(int n);

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace sohoa
