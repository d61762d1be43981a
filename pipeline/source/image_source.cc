#include <algorithm>
#include <cmath>

#include "core/language.hh"
#include "pipeline/image/decode.hh"
#include "pipeline/source/sources.hh"

namespace sohoa {
namespace {

Coding coding_of(FileKind kind) {
  switch (kind) {
    case FileKind::tiff:
      return Coding::tiff;
    case FileKind::jpeg:
      return Coding::jpeg;
    case FileKind::png:
      return Coding::png;
    default:
      return Coding::jpeg2000;
  }
}

/// Resolution of a page: what the file says, else as if the picture just covered an A4 sheet.
double assumed_dpi(const ImageHeader& header) {
  if (header.dpi > 0) return header.dpi;
  const int longer = std::max(header.width, header.height), shorter = std::min(header.width, header.height);
  return std::max(longer * 25.4 / 297.0, shorter * 25.4 / 210.0);
}

class ImageSource : public PageSource {
 public:
  ImageSource(std::span<const std::byte> bytes, FileKind kind, int count)
      : bytes_(bytes), kind_(kind), count_(count) {}

  FileKind kind() const override { return kind_; }
  int page_count() const override { return count_; }

  Result<PageFacts> facts(int n) override {
    const ImageHeader header = TRY(read_header(bytes_, coding_of(kind_), n - 1));
    const double dpi = assumed_dpi(header);
    PageFacts facts;
    facts.width_pt = header.width * 72.0 / dpi;
    facts.height_pt = header.height * 72.0 / dpi;
    facts.width_px = header.width;
    facts.height_px = header.height;
    facts.dpi = header.dpi;
    return facts;
  }

  Result<Image> render(int n, int dpi, bool colour) override {
    const ImageHeader header = TRY(read_header(bytes_, coding_of(kind_), n - 1));
    const double stored = assumed_dpi(header);
    if (dpi >= stored)
      return decode(bytes_, coding_of(kind_), n - 1, header.width, header.height,
                    static_cast<int>(std::lround(stored)), colour);
    const auto scaled = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * dpi / stored))); };
    return decode(bytes_, coding_of(kind_), n - 1, scaled(header.width), scaled(header.height), dpi, colour);
  }

 private:
  std::span<const std::byte> bytes_;
  FileKind kind_;
  int count_;
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_image(std::span<const std::byte> bytes, FileKind kind) {
  TRY(read_header(bytes, coding_of(kind), 0));
  return std::make_unique<ImageSource>(bytes, kind, count_images(bytes, coding_of(kind)));
}

}  // namespace sohoa
