#pragma once
#include <vector>

#include "pipeline/lines/line_image.hh"
#include "pipeline/ocr/model.hh"

namespace sohoa {

/// For every step along the line (Model::pool_x pixels) the probability of every sign of the model.
struct Scores {
  int steps = 0, signs = 0;
  std::vector<float> values;
  const float* at(int step) const { return values.data() + static_cast<std::ptrdiff_t>(step) * signs; }
};

/// Runs all lines through the network, side by side, which is several times faster than one after the other. The result of a
/// line does not depend on its neighbours beyond rounding. Pictures narrower than a
/// step or of another height than Model::height get no scores.
std::vector<Scores> run(const Model&, const std::vector<LineImage>&);

}  // namespace sohoa
