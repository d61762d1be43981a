#include "pipeline/strip.hh"

#include <algorithm>
#include <cmath>

#include "pipeline/image/patch.hh"

namespace sohoa {
namespace {

constexpr int kPaper = 60;   // pixels of white around the strip: the line finder wants to see that it ends
constexpr int kInk = 128;    // darker is ink

/// Grey rows without gaps.
struct Strip {
  int width = 0, height = 0;
  std::vector<unsigned char> grey;
  unsigned char& at(int x, int y) { return grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
};

Strip cut_strip(const Image& image, const Affine& to_image, const Box& box, double scale) {
  const Affine enlarged = composed(to_image, Affine{1 / scale, 0, box.x0 * 1.0, 0, 1 / scale, box.y0 * 1.0});
  const int width = static_cast<int>(std::lround(box.width() * scale)), height = static_cast<int>(std::lround(box.height() * scale));
  const Patch patch = cut_out(image, enlarged, {0, 0, width, height});
  Strip strip{width + 2 * kPaper, height + 2 * kPaper, {}};
  strip.grey.assign(static_cast<std::size_t>(strip.width) * static_cast<std::size_t>(strip.height), 255);
  for (int y = 0; y < patch.height; ++y)
    for (int x = 0; x < patch.width; ++x) {
      const std::uint32_t pixel = patch.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(patch.width) + static_cast<std::size_t>(x)];
      strip.at(x + kPaper, y + kPaper) = static_cast<unsigned char>(luma(pixel));
    }
  return strip;
}

/// Rules of stamps and forms that cross letters: runs of ink longer than a letter, a pixel up or down allowed, wherever they are thin.
void erase_rules(Strip& strip, int letter) {
  const int least = letter * 8 / 5, thickest = std::max(5, letter / 6);
  Strip before = strip;
  const auto inked = [&](int x, int y) { return y >= 0 && y < before.height && before.at(x, y) < kInk; };
  const auto about = [&](int x, int y) { return inked(x, y) || inked(x, y - 1) || inked(x, y + 1); };
  for (int y = 0; y < strip.height; ++y)
    for (int x = 0; x < strip.width;) {
      int end = x;
      while (end < strip.width && about(end, y)) ++end;
      for (int u = x; end - x >= least && u < end; ++u) {
        int top = y, foot = y;
        while (inked(u, top - 1)) --top;
        while (inked(u, foot + 1)) ++foot;
        if (foot - top < thickest) strip.at(u, y) = 255;
      }
      x = std::max(end, x + 1);
    }
}

}  // namespace

std::vector<Word> read_strip(const Image& image, const Affine& to_image, const Box& strip, const Look& look, OcrEngine& engine) {
  const Box box{strip.x0, strip.y0 - look.margin, strip.x1, strip.y1 + look.margin};
  if (image.empty() || box.empty()) return {};
  Strip cut = cut_strip(image, to_image, box, look.scale);
  if (look.without_rules) erase_rules(cut, static_cast<int>(strip.height() * look.scale));
  const Image picture = Image::from_grey(cut.grey.data(), cut.width, cut.height, static_cast<std::size_t>(cut.width), static_cast<int>(kRecordDpi * look.scale));
  auto read = engine.recognize(picture);
  if (!read) return {};
  for (Word& word : *read)
    if (word.box) word.box = mapped({1 / look.scale, 0, box.x0 - kPaper / look.scale, 0, 1 / look.scale, box.y0 - kPaper / look.scale}, *word.box);
  return *std::move(read);
}

}  // namespace sohoa
