#include "pipeline/lines/line_image.hh"

#include <algorithm>
#include <cmath>

#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

// In x-heights. Stacked accents (ế, Ổ) reach up to 2.1; chosen by experiment (docs/reading.md).
constexpr double kAbove = 2.1, kBelow = 0.6;
constexpr int kBeside = 6;  // pixels of paper left and right

}  // namespace

LineImage cut_line(const Image& grey, const TextLine& line, int height) {
  LineImage image;
  const int x0 = std::max(0, line.x0 - kBeside), x1 = std::min(grey.width(), line.x1 + kBeside);
  const double middle = line.baseline((x0 + x1) / 2.0);
  const double rise = std::abs(line.slope) * (x1 - x0) / 2;
  const int more = rise > 0.5 ? static_cast<int>(std::ceil(rise)) : 0;
  const int y0 = static_cast<int>(std::floor(middle - kAbove * line.x_height)) - more;
  const int y1 = static_cast<int>(std::ceil(middle + kBelow * line.x_height)) + more;
  if (x1 - x0 < 3 || y1 - y0 < 2 * more + 6 || y1 <= 0 || y0 >= grey.height()) return image;
  // At the edge of the page, paper is added: the height must not change.
  const int top = std::max(0, -y0), bottom = std::max(0, y1 - grey.height());
  PixPtr part = clipped(grey.pix(), {x0, y0 + top, x1, y1 - bottom});
  if (part && top + bottom > 0) part.reset(pixAddBorderGeneral(part.get(), 0, 0, top, bottom, 255));
  if (part && more > 0) {
    part.reset(pixVShearLI(part.get(), pixGetWidth(part.get()) / 2, static_cast<l_float32>(std::atan(line.slope)), L_BRING_IN_WHITE));
    if (part) part = clipped(part.get(), {0, more, pixGetWidth(part.get()), pixGetHeight(part.get()) - more});
  }
  if (!part) return image;
  const auto scale = static_cast<l_float32>(height / static_cast<double>(pixGetHeight(part.get())));
  part.reset(scale < 0.7F ? pixScaleAreaMap(part.get(), scale, scale) : pixScaleGrayLI(part.get(), scale, scale));
  if (!part || pixGetDepth(part.get()) != 8) return image;
  image.width = pixGetWidth(part.get());
  image.height = height;
  image.scale = static_cast<double>(scale);
  image.x0 = x0;
  image.grey.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(height), 255);
  const int rows = std::min(height, static_cast<int>(pixGetHeight(part.get())));
  for (int y = 0; y < rows; ++y) {
    const l_uint32* row = pixGetData(part.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(part.get());
    for (int x = 0; x < image.width; ++x)
      image.grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)] =
          static_cast<unsigned char>(GET_DATA_BYTE(row, x));
  }
  return image;
}

}  // namespace sohoa
