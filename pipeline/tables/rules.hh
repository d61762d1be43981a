#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "pipeline/image/image.hh"

namespace sohoa {

/// A straight printed rule, level or upright. For a level one `along` is x and `across` is y; for an upright one the other way
/// round. In pixels of the image.
struct Rule {
  int begin = 0, end = 0;       // along
  double across = 0, slope = 0; // it runs at across + slope · along
  double depth = 0;             // grey levels it is darker than the paper, in the mean
  double at(double along) const { return across + slope * along; }
  int length() const { return end - begin; }
};

/// How much darker the page is at every place than a little beside it, seen in one direction: averages over strips of kStrip
/// pixels along, one pixel across.
class Ridges {
 public:
  static constexpr int kStrip = 8;
  Ridges(const std::vector<unsigned char>& grey, int width, int height, bool upright, double mm);

  /// The rules: unbroken runs of at least `least` pixels; a broken rule comes in pieces, a bent one too.
  std::vector<Rule> rules(int least) const;
  /// Where a rule goes on beyond its end (or, not `forwards`, its beginning), as far as `limit`, bending as paper does that did not lie flat: short straight
  /// pieces, `depth` darker than the paper or more.
  std::vector<Rule> continued(const Rule&, bool forwards, double depth, int limit) const;
  /// Share of the way from `begin` to `end` along the line at `across(along)` at which something as thin as a rule is printed, `depth`
  /// darker than the paper or more, 0..1.
  double coverage(const std::function<double(double)>& across, double depth, double begin, double end) const;

 private:
  int strips_ = 0, length_ = 0, reach_ = 0;
  std::vector<std::uint8_t> depth_;  // strips_ × length_, 0 = no ridge here
  const std::uint8_t* strip(int k) const { return depth_.data() + static_cast<std::size_t>(k) * static_cast<std::size_t>(length_); }
};

}  // namespace sohoa
