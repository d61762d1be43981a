#include "pipeline/image/straighten.hh"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "pipeline/image/ink.hh"
#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

constexpr double kMostSkew = 17.0;   // a little more than is promised: at its ends the search finds nothing
constexpr double kLeastSkew = 0.3;
constexpr double kSureSkew = 2.5;  // Leptonica's ratio of the best to the worst angle

constexpr int kInk = 160;          // darker is ink
constexpr double kInkOfPaper = 0.65;  // …on dark paper, whose noise would be ink as well

PixPtr binary_of(const Image& grey) {
  return PixPtr(pixThresholdToBinary(grey.pix(), std::min(kInk, static_cast<int>(kInkOfPaper * paper_of(grey)))));
}

}  // namespace

double skew_of(const Image& grey) {
  const PixPtr binary = binary_of(grey);
  l_float32 angle = 0, confidence = 0;
  if (!binary) return 0;
  if (pixFindSkewSweepAndSearch(binary.get(), &angle, &confidence, 4, 2, kMostSkew, 1.0F, 0.02F) != 0) return 0;
  return confidence < kSureSkew ? 0 : static_cast<double>(angle);
}

Turned turned_by(const Image& grey, double degrees) {
  const double angle = degrees * std::numbers::pi / 180.0;
  Turned turned{Image(pixRotateAM(grey.pix(), static_cast<l_float32>(angle), L_BRING_IN_WHITE), grey.dpi()),
                kIdentity};
  const double c = std::cos(angle), s = std::sin(angle), mx = grey.width() / 2.0, my = grey.height() / 2.0;
  turned.back = {c, s, mx - c * mx - s * my, -s, c, my + s * mx - c * my};
  return turned;
}

Turned turned_quarters(const Image& image, int quarters) {
  Turned turned{Image(pixRotateOrth(image.pix(), quarters), image.dpi()), kIdentity};
  const double w = image.width(), h = image.height();
  if (quarters == 1) turned.back = {0, 1, 0, -1, 0, h};
  if (quarters == 2) turned.back = {-1, 0, w, 0, -1, h};
  if (quarters == 3) turned.back = {0, -1, w, 1, 0, 0};
  return turned;
}

Turned held(const Image& image, int quarters) {
  Turned turned = turned_quarters(image, quarters);
  const double skew = skew_of(turned.image);
  if (std::abs(skew) < kLeastSkew) return turned;
  Turned straight = turned_by(turned.image, skew);
  return {std::move(straight.image), composed(turned.back, straight.back)};
}

double uprightness(const Image& grey) {
  const PixPtr binary = binary_of(grey);
  l_float32 confidence = 0;
  if (!binary || pixUpDownDetect(binary.get(), &confidence, 0, 0, 0) != 0) return 0;
  return static_cast<double>(confidence);
}

}  // namespace sohoa
