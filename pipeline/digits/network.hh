#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/result.hh"
#include "pipeline/digits/glyph.hh"

namespace sohoa {

/// Ten digits, and "this is no digit": several together, part of one, a slash, dots.
inline constexpr std::size_t kDigitClasses = 11;
inline constexpr std::size_t kNoDigit = 10;
using DigitScores = std::array<float, kDigitClasses>;  // probabilities, sum 1

/// A small convolutional network: two layers of 5 × 5 filters, each rectified and halved by its largest values, then two full ones. It looks at a
/// square of kGlyphSide; over a longer strip it is laid every kStride pixels.
/// Immutable while it is used for reading; may be shared by threads.
class DigitNetwork {
 public:
  static constexpr std::size_t kFilters1 = 16, kFilters2 = 32, kHidden = 96, kStride = 4;
  static constexpr std::size_t kWeights = kFilters1 * 26 + kFilters2 * (kFilters1 * 25 + 1) + kHidden * (kFilters2 * 16 + 1) +
                                          kDigitClasses * (kHidden + 1);

  /// Every weight, layer by layer: filters or rows one behind the other, then the biases of the layer.
  std::vector<float> weights = std::vector<float>(kWeights);

  DigitScores classify(const Glyph&) const;

  /// The scores of every square of a strip, from left to right.
  std::vector<DigitScores> scan(const Strip&) const;

  /// For training: what each square's scores before the exponential add to the loss, given the scores.
  using Blame = std::function<std::vector<DigitScores>(const std::vector<DigitScores>&)>;

  /// Adds to `gradient` (kWeights long) that of the loss. Returns the scores before.
  std::vector<DigitScores> add_gradient(const Strip&, const Blame&, std::vector<float>& gradient) const;
};

/// The two that read slots: one judges pieces of ink, one is laid over whole strings.
struct DigitNetworks {
  DigitNetwork pieces, strings;

  /// The weights of both from a file, 32-bit floats of this machine's order; bad_data when it is none.
  static Result<DigitNetworks> load(const std::filesystem::path&);
};

}  // namespace sohoa
