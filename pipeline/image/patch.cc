#include "pipeline/image/patch.hh"

#include <cmath>

#include "pipeline/image/pix.hh"

namespace sohoa {

Patch cut_out(const Image& image, const Affine& to_image, const Box& box) {
  Patch patch{box.width(), box.height(), {}};
  patch.pixels.reserve(static_cast<std::size_t>(box.width()) * static_cast<std::size_t>(box.height()));
  const bool colour = image.colour();
  const auto pixel = [&](int x, int y) -> std::uint32_t {
    const l_uint32* line = pixGetData(image.pix()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(image.pix());
    if (colour) return line[x] >> 8;
    const auto grey = static_cast<std::uint32_t>(GET_DATA_BYTE(line, x));
    return grey << 16 | grey << 8 | grey;
  };
  const auto& [a, b, c, d, e, f] = to_image;
  for (int v = box.y0; v < box.y1; ++v)
    for (int u = box.x0; u < box.x1; ++u) {
      const double x = a * (u + 0.5) + b * (v + 0.5) + c - 0.5, y = d * (u + 0.5) + e * (v + 0.5) + f - 0.5;
      const int i = static_cast<int>(std::floor(x)), j = static_cast<int>(std::floor(y));
      if (i < 0 || j < 0 || i + 1 >= image.width() || j + 1 >= image.height()) {
        patch.pixels.push_back(0xFFFFFF);
        continue;
      }
      const double s = x - i, t = y - j;
      const std::uint32_t corners[] = {pixel(i, j), pixel(i + 1, j), pixel(i, j + 1), pixel(i + 1, j + 1)};
      const double shares[] = {(1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t};
      std::uint32_t mixed = 0;
      for (const int shift : {16, 8, 0}) {
        double sum = 0;
        for (int k = 0; k < 4; ++k) sum += shares[k] * ((corners[k] >> shift) & 255);
        mixed |= static_cast<std::uint32_t>(std::lround(sum)) << shift;
      }
      patch.pixels.push_back(mixed);
    }
  return patch;
}

}  // namespace sohoa
