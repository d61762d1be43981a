#pragma once
#include <map>
#include <string>
#include <vector>

#include "pipeline/digits/network.hh"

namespace sohoa {

inline constexpr std::size_t kLongestNumber = 5;  // digits

/// What the scores of a scan spell, with the probability over all the places where the digits may stand: a digit may be seen in several
/// squares in a row, two alike have one without a digit between them (connectionist temporal classification, Graves and others 2006).
/// The likeliest ones only.
std::map<std::string, double> spelled(const std::vector<DigitScores>&);

}  // namespace sohoa
