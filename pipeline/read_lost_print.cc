#include "pipeline/read_lost_print.hh"

#include <algorithm>

#include "pipeline/digits/lost_print.hh"
#include "pipeline/image/patch.hh"

namespace sohoa {
namespace {

constexpr int kMargin = 60;   // of paper around the row, for the finder of lines
constexpr int kPale = 190;    // lighter than this is paper or the rim of a pen
constexpr int kBluish = 12;
constexpr int kRim = 2;       // pixels around a blue stroke that have its ink

/// The row in black on white, without coloured ink.
Image row_of(const Patch& patch) {
  const int width = patch.width + 2 * kMargin, height = patch.height + 2 * kMargin;
  std::vector<unsigned char> grey(static_cast<std::size_t>(width * height), 255);
  const auto pixel = [&](int x, int y) { return patch.pixels[static_cast<std::size_t>(y * patch.width + x)]; };
  const auto at = [&](int x, int y) -> unsigned char& { return grey[static_cast<std::size_t>((y + kMargin) * width + x + kMargin)]; };
  for (int y = 0; y < patch.height; ++y)
    for (int x = 0; x < patch.width; ++x) {
      const int light = luma(pixel(x, y));
      at(x, y) = static_cast<unsigned char>(light > kPale ? 255 : light);
    }
  for (int y = 0; y < patch.height; ++y)
    for (int x = 0; x < patch.width; ++x) {
      const int red = static_cast<int>(pixel(x, y) >> 16 & 255), green = static_cast<int>(pixel(x, y) >> 8 & 255), blue = static_cast<int>(pixel(x, y) & 255);
      if (blue - red < kBluish || blue < green - 8) continue;
      for (int v = std::max(0, y - kRim); v <= std::min(patch.height - 1, y + kRim); ++v)
        for (int u = std::max(0, x - kRim); u <= std::min(patch.width - 1, x + kRim); ++u) at(u, v) = 255;
    }
  return Image::from_grey(grey.data(), width, height, static_cast<std::size_t>(width), kRecordDpi);
}

}  // namespace

Result<> read_lost_print(Page& page, const Image& image, const Affine& to_image, OcrEngine& engine) {
  for (const LostPrint& lost : find_lost_print(page)) {
    std::vector<Word> found = TRY(engine.recognize(row_of(cut_out(image, to_image, lost.box))));
    for (Word& word : found)
      if (word.box) word.box = mapped({1, 0, static_cast<double>(lost.box.x0 - kMargin), 0, 1, static_cast<double>(lost.box.y0 - kMargin)}, *word.box);
    take_found(page, lost, std::move(found));
  }
  return {};
}

}  // namespace sohoa
