#include "pipeline/image/pix.hh"

#include <array>

namespace sohoa {

std::vector<Box> connected_boxes(Pix* binary) {
  std::vector<Box> boxes;
  Boxa* all = pixConnCompBB(binary, 8);
  for (int i = 0; all && i < boxaGetCount(all); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(all, i, &x, &y, &w, &h);
    boxes.push_back({x, y, x + w, y + h});
  }
  boxaDestroy(&all);
  return boxes;
}

int brightness_below(Pix* grey, double share, int step) {
  std::array<int, 256> counts{};
  const int width = pixGetWidth(grey), height = pixGetHeight(grey), words = pixGetWpl(grey);
  int all = 0;
  for (int y = 0; y < height; y += step) {
    const l_uint32* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * words;
    for (int x = 0; x < width; x += step, ++all) ++counts[GET_DATA_BYTE(line, x)];
  }
  double left = share * all;
  for (int value = 0; value < 256; ++value)
    if ((left -= counts[static_cast<std::size_t>(value)]) <= 0) return value;
  return 255;
}

PixPtr clipped(Pix* pix, const Box& box) {
  ::Box* region = boxCreate(box.x0, box.y0, box.width(), box.height());
  PixPtr part(pixClipRectangle(pix, region, nullptr));
  boxDestroy(&region);
  return part;
}

}  // namespace sohoa
