#pragma once
#include <random>
#include <vector>

#include "pipeline/digits/glyph.hh"

namespace sohoa {

/// Chance for training, from one seed.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  double between(double low, double high) { return low + (high - low) * static_cast<double>(engine_()) / 4294967296.0; }
  bool with(double probability) { return between(0, 1) < probability; }
  int below(int count) { return static_cast<int>(between(0, count)); }
  double spread(double deviation) { return deviation * (between(-1, 1) + between(-1, 1) + between(-1, 1)); }

 private:
  std::mt19937 engine_;
};

/// One digit of a collection: 28 × 28, 0..1.
using CollectedDigit = std::vector<float>;

/// How a hand holds its pen; the digits of one string share it.
struct Hand {
  double slant;      // sideways per height, to the right
  double breadth;    // of a digit, by that of its pattern
  double thickness;  // of the stroke, by the height of a digit
  double unrest;     // of the points a stroke goes through, by the height
  unsigned habit = 0;  // which way of writing it has for each digit
};
Hand some_hand(Chance&);

/// A digit drawn with strokes as Vietnamese writers draw it (1 with a long upstroke, 7 with a bar, open and closed 4 …), about `height`
/// pixels high.
InkMap drawn_digit(int digit, int height, const Hand&, Chance&);

/// A digit of a collection written by this hand: enlarged, slanted, thickened.
InkMap collected_digit(const CollectedDigit&, int height, const Hand&, Chance&);

/// A random stroke that is no digit: bars, dots, hooks.
InkMap drawn_stray(int height, const Hand&, Chance&);

/// Lays the ink of one map over another with its upper left corner at (x, y).
void lay_over(InkMap& canvas, const InkMap& ink, int x, int y);

}  // namespace sohoa
