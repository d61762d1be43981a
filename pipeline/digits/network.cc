#include "pipeline/digits/network.hh"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/data_files.hh"
#include "pipeline/digits/layers.hh"

namespace sohoa {
namespace {

using Net = DigitNetwork;
constexpr std::size_t kFilter = 5, kFlatSide = 4;

// Where each layer's weights and biases begin.
constexpr std::size_t kBias1 = Net::kFilters1 * 25;
constexpr std::size_t kConv2 = kBias1 + Net::kFilters1;
constexpr std::size_t kBias2 = kConv2 + Net::kFilters2 * Net::kFilters1 * 25;
constexpr std::size_t kFull1 = kBias2 + Net::kFilters2;
constexpr std::size_t kBias3 = kFull1 + Net::kHidden * Net::kFilters2 * kFlatSide * kFlatSide;
constexpr std::size_t kFull2 = kBias3 + Net::kHidden;
constexpr std::size_t kBias4 = kFull2 + kDigitClasses * Net::kHidden;
static_assert(kBias4 + kDigitClasses == Net::kWeights);

void rectify(Planes& planes) {
  for (float& value : planes.values) value = std::max(0.0f, value);
}

/// What every layer gave for one strip. A full layer is one of filters as high as its input.
struct Activity {
  Planes in, conv1, pool1, conv2, pool2, hidden, last;
  std::vector<DigitScores> scores;
};

Planes planes_of(const Strip& strip) {
  Planes in(1, kGlyphSide, static_cast<std::size_t>(strip.width));
  for (std::size_t y = 0; y < kGlyphSide; ++y)
    std::copy_n(strip.ink.data() + y * in.width, in.width, in.row(0, y));
  return in;
}

Activity run(const float* w, const Strip& strip) {
  Planes in = planes_of(strip);
  Planes conv1 = convolve(in, w, w + kBias1, Net::kFilters1, kFilter), pool1 = halve(conv1);
  Planes conv2 = convolve(pool1, w + kConv2, w + kBias2, Net::kFilters2, kFilter), pool2 = halve(conv2);
  Planes hidden = convolve(pool2, w + kFull1, w + kBias3, Net::kHidden, kFlatSide);
  rectify(hidden);
  Planes last = convolve(hidden, w + kFull2, w + kBias4, kDigitClasses, 1);
  std::vector<DigitScores> scores(last.width);
  for (std::size_t x = 0; x < last.width; ++x) {
    float most = -1e30f, total = 0;
    for (std::size_t k = 0; k < kDigitClasses; ++k) most = std::max(most, scores[x][k] = last.row(k, 0)[x]);
    for (float& score : scores[x]) total += score = std::exp(score - most);
    for (float& score : scores[x]) score /= total;
  }
  return {std::move(in), std::move(conv1), std::move(pool1), std::move(conv2), std::move(pool2), std::move(hidden), std::move(last), std::move(scores)};
}

}  // namespace

Result<DigitNetworks> DigitNetworks::load(const std::filesystem::path& path) {
  const std::string bytes = TRY(read_file(path));
  constexpr std::size_t kBytes = DigitNetwork::kWeights * sizeof(float);
  if (bytes.size() != 2 * kBytes) return fail(ErrorCode::bad_data, path.string() + ": not the weights of the digit reader");
  DigitNetworks networks;
  std::memcpy(networks.pieces.weights.data(), bytes.data(), kBytes);
  std::memcpy(networks.strings.weights.data(), bytes.data() + kBytes, kBytes);
  return networks;
}

DigitScores DigitNetwork::classify(const Glyph& glyph) const { return scan({kGlyphSide, {glyph.begin(), glyph.end()}}).front(); }

std::vector<DigitScores> DigitNetwork::scan(const Strip& strip) const { return run(weights.data(), strip).scores; }

std::vector<DigitScores> DigitNetwork::add_gradient(const Strip& strip, const Blame& blame, std::vector<float>& gradient) const {
  const float* w = weights.data();
  float* g = gradient.data();
  Activity a = run(w, strip);
  const std::vector<DigitScores> blames = blame(a.scores);
  Planes d_last(kDigitClasses, 1, a.last.width);
  for (std::size_t x = 0; x < a.last.width; ++x)
    for (std::size_t k = 0; k < kDigitClasses; ++k) d_last.row(k, 0)[x] = blames[x][k];
  Planes d_hidden = convolve_back(a.hidden, d_last, w + kFull2, g + kFull2, g + kBias4, 1, true);
  for (std::size_t i = 0; i < d_hidden.values.size(); ++i)
    if (a.hidden.values[i] <= 0) d_hidden.values[i] = 0;
  const Planes d_pool2 = convolve_back(a.pool2, d_hidden, w + kFull1, g + kFull1, g + kBias3, kFlatSide, true);
  const Planes d_conv2 = halve_back(a.conv2, d_pool2);
  const Planes d_pool1 = convolve_back(a.pool1, d_conv2, w + kConv2, g + kConv2, g + kBias2, kFilter, true);
  convolve_back(a.in, halve_back(a.conv1, d_pool1), w, g, g + kBias1, kFilter, false);
  return std::move(a.scores);
}

}  // namespace sohoa
