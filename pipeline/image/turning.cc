#include "pipeline/image/turning.hh"

#include <cmath>
#include <utility>

#include "pipeline/image/straighten.hh"

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

Image straight(const Image& grey, int quarters) {
  Image turned = turned_quarters(grey, quarters).image;
  const double skew = skew_of(turned);
  return skew == 0 ? std::move(turned) : turned_by(turned, skew).image;
}

}  // namespace

Pose pose_of(const Image& grey, const Ink& ink) {
  Pose pose;
  if (ink.letters < kFewestLetters) return pose;
  Image held = straight(grey, 0);
  bool lying = ink.upright < 1 / kClearRows;
  if (ink.upright < kClearRows) {
    Image turned = straight(grey, 1);
    lying = lying || ink_of(turned).upright > ink_of(held).upright;
    if (lying) held = std::move(turned);
  }
  const double up = uprightness(held);
  pose.quarters = (lying ? 1 : 0) + (up < (lying ? 0 : kHangingLetters) ? 2 : 0);
  pose.sure = std::abs(up) > kSureLetters;
  return pose;
}

}  // namespace sohoa
