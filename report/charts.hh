#pragma once
#include <string>
#include <vector>

namespace sohoa {

/// A bar of a chart: `share` in percent, negative = nothing to divide by; `note` stands at its end ("37/41").
struct Bar {
  std::string label, note;
  double share = 0.0;
};

/// Horizontal bars from 0 to 100 % as SVG, with a line at the target when there is one (negative = none).
std::string bar_chart(const std::vector<Bar>&, double target);

}  // namespace sohoa
