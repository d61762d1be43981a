#include "pipeline/digits/layers.hh"

#include <algorithm>

namespace sohoa {
namespace {

constexpr std::size_t kFour = 4, kEight = 8;  // filters and pixels that are reckoned together

/// The place of the largest of four, and whether it is above zero.
const float* largest(const Planes& in, std::size_t plane, std::size_t y, std::size_t x) {
  const float *a = in.row(plane, 2 * y) + 2 * x, *b = in.row(plane, 2 * y + 1) + 2 * x;
  const float* best = a;
  for (const float* other : {a + 1, b, b + 1})
    if (*other > *best) best = other;
  return best;
}

template <std::size_t side>
Planes convolve_by(const Planes& in, const float* weights, const float* bias, std::size_t filters) {
  Planes out(filters, in.height - side + 1, in.width - side + 1);
  const std::size_t taps = in.count * side * side;
  std::vector<float> turned(taps * kFour);
  for (std::size_t f = 0; f < filters; f += kFour) {
    const std::size_t together = std::min(kFour, filters - f);
    std::fill(turned.begin(), turned.end(), 0.0f);
    for (std::size_t k = 0; k < together; ++k)
      for (std::size_t i = 0; i < taps; ++i) turned[i * kFour + k] = weights[(f + k) * taps + i];
    for (std::size_t y = 0; y < out.height; ++y)
      for (std::size_t x = 0; x < out.width; x += kEight) {
        float sums[kFour][kEight] = {};
        const float* w = turned.data();
        for (std::size_t c = 0; c < in.count; ++c)
          for (std::size_t v = 0; v < side; ++v) {
            const float* row = in.row(c, y + v) + x;
            for (std::size_t u = 0; u < side; ++u, w += kFour)
              for (std::size_t k = 0; k < kFour; ++k)
                for (std::size_t i = 0; i < kEight; ++i) sums[k][i] += w[k] * row[u + i];
          }
        for (std::size_t k = 0; k < together; ++k)
          for (std::size_t i = 0; i < std::min(kEight, out.width - x); ++i) out.row(f + k, y)[x + i] = sums[k][i] + bias[f + k];
      }
  }
  return out;
}

template <std::size_t side>
Planes convolve_back_by(const Planes& in, const Planes& d_out, const float* weights, float* d_weights, float* d_bias, bool want_input) {
  const std::size_t taps = in.count * side * side;
  for (std::size_t f = 0; f < d_out.count; ++f) {
    for (std::size_t y = 0; y < d_out.height; ++y)
      for (std::size_t x = 0; x < d_out.width; ++x) d_bias[f] += d_out.row(f, y)[x];
    for (std::size_t c = 0; c < in.count; ++c)
      for (std::size_t v = 0; v < side; ++v) {
        float sums[side][kEight] = {};  // by place in the filter's row
        for (std::size_t y = 0; y < d_out.height; ++y)
          for (std::size_t x = 0; x < d_out.width; x += kEight) {
            const float *d = d_out.row(f, y) + x, *row = in.row(c, y + v) + x;  // beyond its width d_out is zero
            for (std::size_t u = 0; u < side; ++u)
              for (std::size_t i = 0; i < kEight; ++i) sums[u][i] += d[i] * row[u + i];
          }
        for (std::size_t u = 0; u < side; ++u)
          for (std::size_t i = 0; i < kEight; ++i) d_weights[f * taps + (c * side + v) * side + u] += sums[u][i];
      }
  }
  if (!want_input) return Planes(0, 0, 0);
  if (d_out.height == 1) {  // a full layer
    Planes d_in(in.count, in.height, in.width);
    for (std::size_t f = 0; f < d_out.count; ++f)
      for (std::size_t c = 0; c < in.count; ++c)
        for (std::size_t v = 0; v < side; ++v)
          for (std::size_t u = 0; u < side; ++u) {
            const float w = weights[f * taps + (c * side + v) * side + u];
            float* row = d_in.row(c, v) + u;
            for (std::size_t x = 0; x < d_out.width; ++x) row[x] += w * d_out.row(f, 0)[x];
          }
    return d_in;
  }
  Planes padded(d_out.count, d_out.height + 2 * side - 2, d_out.width + 2 * side - 2);
  for (std::size_t f = 0; f < d_out.count; ++f)
    for (std::size_t y = 0; y < d_out.height; ++y) std::copy_n(d_out.row(f, y), d_out.width, padded.row(f, y + side - 1) + side - 1);
  std::vector<float> turned(d_out.count * taps), none(in.count);
  for (std::size_t f = 0; f < d_out.count; ++f)
    for (std::size_t c = 0; c < in.count; ++c)
      for (std::size_t i = 0; i < side * side; ++i) turned[(c * d_out.count + f) * side * side + side * side - 1 - i] = weights[f * taps + c * side * side + i];
  return convolve_by<side>(padded, turned.data(), none.data(), in.count);
}

}  // namespace

Planes convolve(const Planes& in, const float* weights, const float* bias, std::size_t filters, std::size_t side) {
  if (side == 1) return convolve_by<1>(in, weights, bias, filters);
  return side == 4 ? convolve_by<4>(in, weights, bias, filters) : convolve_by<5>(in, weights, bias, filters);
}

Planes convolve_back(const Planes& in, const Planes& d_out, const float* weights, float* d_weights, float* d_bias, std::size_t side, bool want_input) {
  if (side == 1) return convolve_back_by<1>(in, d_out, weights, d_weights, d_bias, want_input);
  return side == 4 ? convolve_back_by<4>(in, d_out, weights, d_weights, d_bias, want_input) : convolve_back_by<5>(in, d_out, weights, d_weights, d_bias, want_input);
}

Planes halve(const Planes& in) {
  Planes out(in.count, in.height / 2, in.width / 2);
  for (std::size_t c = 0; c < out.count; ++c)
    for (std::size_t y = 0; y < out.height; ++y)
      for (std::size_t x = 0; x < out.width; ++x) out.row(c, y)[x] = std::max(0.0f, *largest(in, c, y, x));
  return out;
}

Planes halve_back(const Planes& in, const Planes& d_out) {
  Planes d_in(in.count, in.height, in.width);
  for (std::size_t c = 0; c < d_out.count; ++c)
    for (std::size_t y = 0; y < d_out.height; ++y)
      for (std::size_t x = 0; x < d_out.width; ++x)
        if (const float* best = largest(in, c, y, x); *best > 0) d_in.values[static_cast<std::size_t>(best - in.values.data())] = d_out.row(c, y)[x];
  return d_in;
}

}  // namespace sohoa
