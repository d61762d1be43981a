#pragma once
#include <cstddef>
#include <memory>
#include <span>

namespace sohoa {

/// Looks at the images a PDF's pages are made of without decoding them. What it cannot understand has no images.
class PdfImages {
 public:
  /// `bytes` must outlive it.
  explicit PdfImages(std::span<const std::byte> bytes);
  ~PdfImages();

  /// Resolution of the image, or of the strips, that fill page `n` (1-based) of that size in points; 0 when there is
  /// none.
  int scan_dpi(int n, double width_pt, double height_pt);

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace sohoa
