#pragma once
#include <cstddef>
#include <vector>

namespace sohoa {

/// What a layer of the network gives or takes: planes of numbers, rows padded so that eight at a time can be read past their end.
struct Planes {
  std::size_t count, height, width, stride;
  std::vector<float> values;

  Planes(std::size_t n, std::size_t h, std::size_t w) : count(n), height(h), width(w), stride((w + 7) / 8 * 8 + 8), values(n * h * stride + 16) {}
  float* row(std::size_t plane, std::size_t y) { return values.data() + (plane * height + y) * stride; }
  const float* row(std::size_t plane, std::size_t y) const { return values.data() + (plane * height + y) * stride; }
};

/// Filters of side × side (1, 4 or 5) over `in`, without padding; weights filter by filter, plane by plane, row by row.
Planes convolve(const Planes& in, const float* weights, const float* bias, std::size_t filters, std::size_t side);

/// Adds to the gradients of the weights and biases, given that of the output; returns that of the input when it is wanted.
Planes convolve_back(const Planes& in, const Planes& d_out, const float* weights, float* d_weights, float* d_bias, std::size_t side, bool want_input);

/// Rectified, and of every square of four the largest. The other way: the gradient goes to that one.
Planes halve(const Planes& in);
Planes halve_back(const Planes& in, const Planes& d_out);

}  // namespace sohoa
