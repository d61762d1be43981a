#pragma once
#include <string>
#include <vector>

#include "pipeline/digits/network.hh"

namespace sohoa {

/// −log of the probability that the scores of a scan spell `right` (pipeline/digits/spell.hh), and its gradient by each square's scores
/// before the exponential.
double spelling_loss(const std::vector<DigitScores>&, const std::string& right, std::vector<DigitScores>& blame);

}  // namespace sohoa
