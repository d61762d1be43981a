#include "pipeline/image/pix.hh"

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

PixPtr clipped(Pix* pix, const Box& box) {
  ::Box* region = boxCreate(box.x0, box.y0, box.width(), box.height());
  PixPtr part(pixClipRectangle(pix, region, nullptr));
  boxDestroy(&region);
  return part;
}

}  // namespace sohoa
