#include "pipeline/image/turning.hh"

#include <cmath>
#include <utility>

namespace sohoa {
namespace {

constexpr int kFewestLetters = 6;
/// Rows this much clearer than columns, or less clear, settle which way the lines run; skewed pages
/// lie between.
constexpr double kClearRows = 3.0;
/// Ascenders against descenders: strong from here on.
constexpr double kSureLetters = 8.0;
/// Pages upside down are rare: it takes a little to believe in one.
constexpr double kHangingLetters = -2.0;

}  // namespace

Pose pose_of(const Image& grey, const Ink& ink) {
  Pose pose;
  if (ink.letters < kFewestLetters) return pose;
  Turned page = held(grey, 0);
  bool lying = ink.upright < 1 / kClearRows;
  if (ink.upright < kClearRows) {
    Turned turned = held(grey, 1);
    lying = lying || ink_of(turned.image).upright > ink_of(page.image).upright;
    if (lying) page = std::move(turned);
  }
  const double up = uprightness(page.image);
  const bool hanging = up < (lying ? 0 : kHangingLetters);
  if (hanging) {
    Turned turned = turned_quarters(page.image, 2);
    page = {std::move(turned.image), composed(page.back, turned.back)};
  }
  pose.quarters = (lying ? 1 : 0) + (hanging ? 2 : 0);
  pose.sure = std::abs(up) > kSureLetters;
  pose.page = std::move(page);
  return pose;
}

}  // namespace sohoa
