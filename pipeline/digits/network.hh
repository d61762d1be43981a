#pragma once
#include <array>
#include <filesystem>
#include <vector>

#include "core/result.hh"
#include "pipeline/digits/glyph.hh"

namespace sohoa {

/// Ten digits, and "this is no digit": several together, part of one, a slash, dots.
inline constexpr std::size_t kDigitClasses = 11;
inline constexpr std::size_t kNoDigit = 10;
using DigitScores = std::array<float, kDigitClasses>;  // probabilities, sum 1

/// A small convolutional network: two layers of 5 × 5 filters, each rectified and halved by its largest values, then two full ones.
/// Immutable while it is used for reading; may be shared by threads.
class DigitNetwork {
 public:
  static constexpr std::size_t kFilters1 = 16, kFilters2 = 32, kHidden = 96;
  static constexpr std::size_t kWeights = kFilters1 * 26 + kFilters2 * (kFilters1 * 25 + 1) + kHidden * (kFilters2 * 16 + 1) +
                                          kDigitClasses * (kHidden + 1);

  /// Every weight, layer by layer: filters or rows one behind the other, then the biases of the layer.
  std::vector<float> weights = std::vector<float>(kWeights);

  /// The weights of a file, 32-bit floats of this machine's order; bad_data when it is none.
  static Result<DigitNetwork> load(const std::filesystem::path&);

  DigitScores classify(const Glyph&) const;

  /// Adds to `gradient` (kWeights long) that of the loss −log p(right) times `weight`, for training. Returns the scores before.
  DigitScores add_gradient(const Glyph&, std::size_t right, float weight, std::vector<float>& gradient) const;
};

}  // namespace sohoa
