#include "pipeline/digits/network.hh"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/data_files.hh"

namespace sohoa {
namespace {

using Net = DigitNetwork;
constexpr std::size_t kSide1 = 24, kHalf1 = 12, kSide2 = 8, kHalf2 = 4, kFilter = 5;
constexpr std::size_t kFlat = Net::kFilters2 * kHalf2 * kHalf2;

// Where each layer's weights and biases begin.
constexpr std::size_t kBias1 = Net::kFilters1 * 25;
constexpr std::size_t kConv2 = kBias1 + Net::kFilters1;
constexpr std::size_t kBias2 = kConv2 + Net::kFilters2 * Net::kFilters1 * 25;
constexpr std::size_t kFull1 = kBias2 + Net::kFilters2;
constexpr std::size_t kBias3 = kFull1 + Net::kHidden * kFlat;
constexpr std::size_t kFull2 = kBias3 + Net::kHidden;
constexpr std::size_t kBias4 = kFull2 + kDigitClasses * Net::kHidden;
static_assert(kBias4 + kDigitClasses == Net::kWeights);

/// What every layer gave for one glyph.
struct Activity {
  std::array<float, Net::kFilters1 * kSide1 * kSide1> conv1;
  std::array<float, Net::kFilters1 * kHalf1 * kHalf1> pool1;
  std::array<std::size_t, Net::kFilters1 * kHalf1 * kHalf1> from1;  // which value was the largest
  std::array<float, Net::kFilters2 * kSide2 * kSide2> conv2;
  std::array<float, kFlat> pool2;
  std::array<std::size_t, kFlat> from2;
  std::array<float, Net::kHidden> hidden;
  DigitScores scores;
};

/// out[f] += filters[f] ∗ in, without padding.
template <std::size_t kIn, std::size_t kOut, std::size_t kChannels, std::size_t kCount>
void convolve(const float* in, const float* filters, const float* bias, float* out) {
  for (std::size_t f = 0; f < kCount; ++f) {
    float* plane = out + f * kOut * kOut;
    std::fill(plane, plane + kOut * kOut, bias[f]);
    for (std::size_t c = 0; c < kChannels; ++c)
      for (std::size_t v = 0; v < kFilter; ++v)
        for (std::size_t u = 0; u < kFilter; ++u) {
          const float w = filters[((f * kChannels + c) * kFilter + v) * kFilter + u];
          for (std::size_t y = 0; y < kOut; ++y) {
            const float* row = in + (c * kIn + y + v) * kIn + u;
            for (std::size_t x = 0; x < kOut; ++x) plane[y * kOut + x] += w * row[x];
          }
        }
  }
}

/// The gradients of the filters and, where asked for, of the input, given that of the output.
template <std::size_t kIn, std::size_t kOut, std::size_t kChannels, std::size_t kCount>
void convolve_back(const float* in, const float* filters, const float* out, float* d_filters, float* d_bias, float* d_in) {
  for (std::size_t f = 0; f < kCount; ++f) {
    const float* plane = out + f * kOut * kOut;
    for (std::size_t i = 0; i < kOut * kOut; ++i) d_bias[f] += plane[i];
    for (std::size_t c = 0; c < kChannels; ++c)
      for (std::size_t v = 0; v < kFilter; ++v)
        for (std::size_t u = 0; u < kFilter; ++u) {
          const std::size_t at = ((f * kChannels + c) * kFilter + v) * kFilter + u;
          std::array<float, kOut> sums{};
          for (std::size_t y = 0; y < kOut; ++y) {
            const float* row = in + (c * kIn + y + v) * kIn + u;
            for (std::size_t x = 0; x < kOut; ++x) sums[x] += plane[y * kOut + x] * row[x];
          }
          for (const float sum : sums) d_filters[at] += sum;
          if (!d_in) continue;
          for (std::size_t y = 0; y < kOut; ++y) {
            float* row = d_in + (c * kIn + y + v) * kIn + u;
            for (std::size_t x = 0; x < kOut; ++x) row[x] += filters[at] * plane[y * kOut + x];
          }
        }
  }
}

/// Rectified, and of every square of four the largest; `from` says which it was.
template <std::size_t kSide, std::size_t kCount>
void halve(const float* in, float* out, std::size_t* from) {
  constexpr std::size_t kHalf = kSide / 2;
  for (std::size_t f = 0; f < kCount; ++f)
    for (std::size_t y = 0; y < kHalf; ++y)
      for (std::size_t x = 0; x < kHalf; ++x) {
        std::size_t best = (f * kSide + 2 * y) * kSide + 2 * x;
        for (const std::size_t other : {best + 1, best + kSide, best + kSide + 1})
          if (in[other] > in[best]) best = other;
        const std::size_t to = (f * kHalf + y) * kHalf + x;
        out[to] = std::max(0.0f, in[best]);
        from[to] = best;
      }
}

void run(const std::vector<float>& weights, const Glyph& glyph, Activity& a) {
  const float* w = weights.data();
  convolve<kGlyphSide, kSide1, 1, Net::kFilters1>(glyph.data(), w, w + kBias1, a.conv1.data());
  halve<kSide1, Net::kFilters1>(a.conv1.data(), a.pool1.data(), a.from1.data());
  convolve<kHalf1, kSide2, Net::kFilters1, Net::kFilters2>(a.pool1.data(), w + kConv2, w + kBias2, a.conv2.data());
  halve<kSide2, Net::kFilters2>(a.conv2.data(), a.pool2.data(), a.from2.data());
  for (std::size_t h = 0; h < Net::kHidden; ++h) {
    float sum = w[kBias3 + h];
    for (std::size_t i = 0; i < kFlat; ++i) sum += w[kFull1 + h * kFlat + i] * a.pool2[i];
    a.hidden[h] = std::max(0.0f, sum);
  }
  float most = -1e30f, total = 0;
  for (std::size_t k = 0; k < kDigitClasses; ++k) {
    a.scores[k] = w[kBias4 + k];
    for (std::size_t h = 0; h < Net::kHidden; ++h) a.scores[k] += w[kFull2 + k * Net::kHidden + h] * a.hidden[h];
    most = std::max(most, a.scores[k]);
  }
  for (float& score : a.scores) total += score = std::exp(score - most);
  for (float& score : a.scores) score /= total;
}

}  // namespace

Result<DigitNetwork> DigitNetwork::load(const std::filesystem::path& path) {
  const std::string bytes = TRY(read_file(path));
  DigitNetwork network;
  if (bytes.size() != kWeights * sizeof(float)) return fail(ErrorCode::bad_data, path.string() + ": not the weights of the digit reader");
  std::memcpy(network.weights.data(), bytes.data(), bytes.size());
  return network;
}

DigitScores DigitNetwork::classify(const Glyph& glyph) const {
  Activity activity;
  run(weights, glyph, activity);
  return activity.scores;
}

DigitScores DigitNetwork::add_gradient(const Glyph& glyph, std::size_t right, float weight, std::vector<float>& gradient) const {
  Activity a;
  run(weights, glyph, a);
  const float* w = weights.data();
  float* g = gradient.data();
  std::array<float, kHidden> d_hidden{};
  for (std::size_t k = 0; k < kDigitClasses; ++k) {
    const float d = weight * (a.scores[k] - (k == right ? 1.0f : 0.0f));
    g[kBias4 + k] += d;
    for (std::size_t h = 0; h < kHidden; ++h) {
      g[kFull2 + k * kHidden + h] += d * a.hidden[h];
      d_hidden[h] += d * w[kFull2 + k * kHidden + h];
    }
  }
  std::array<float, kFlat> d_pool2{};
  for (std::size_t h = 0; h < kHidden; ++h) {
    if (a.hidden[h] <= 0) continue;
    g[kBias3 + h] += d_hidden[h];
    for (std::size_t i = 0; i < kFlat; ++i) {
      g[kFull1 + h * kFlat + i] += d_hidden[h] * a.pool2[i];
      d_pool2[i] += d_hidden[h] * w[kFull1 + h * kFlat + i];
    }
  }
  std::array<float, kFilters2 * kSide2 * kSide2> d_conv2{};
  for (std::size_t i = 0; i < kFlat; ++i)
    if (a.pool2[i] > 0) d_conv2[a.from2[i]] = d_pool2[i];
  std::array<float, kFilters1 * kHalf1 * kHalf1> d_pool1{};
  convolve_back<kHalf1, kSide2, kFilters1, kFilters2>(a.pool1.data(), w + kConv2, d_conv2.data(), g + kConv2, g + kBias2, d_pool1.data());
  std::array<float, kFilters1 * kSide1 * kSide1> d_conv1{};
  for (std::size_t i = 0; i < d_pool1.size(); ++i)
    if (a.pool1[i] > 0) d_conv1[a.from1[i]] = d_pool1[i];
  convolve_back<kGlyphSide, kSide1, 1, kFilters1>(glyph.data(), w, d_conv1.data(), g, g + kBias1, nullptr);
  return a.scores;
}

}  // namespace sohoa
