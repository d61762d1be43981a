#pragma once
#include "core/geometry.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// An image and the way back to the one it was made from: pixels of `image` → pixels of the other.
struct Turned {
  Image image;
  Affine back = kIdentity;
};

/// Degrees the page must be turned clockwise to be straight, within ±15; 0 where that cannot be told.
double skew_of(const Image& grey);

/// Turned clockwise by a small angle about the middle; corners are filled with white, the size stays.
Turned turned_by(const Image& grey, double degrees);

/// Turned clockwise by quarters, 0 to 3.
Turned turned_quarters(const Image& image, int quarters);

/// Turned clockwise by quarters and straightened; a skew below 0.3° stays, it is undone line by line.
Turned held(const Image& image, int quarters);

/// Ascenders against descenders: above 0 when the letters stand upright, below when they hang; strong from about 5.
double uprightness(const Image& grey);

}  // namespace sohoa
