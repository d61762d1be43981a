// Compiled once for each generation of processors (see CMakeLists.txt); includes nothing that another file also compiles.
#include <math.h>

#include "pipeline/ocr/kernel.hh"

namespace sohoa::SOHOA_KERNEL {
namespace {

typedef float Lane __attribute__((vector_size(64), aligned(4), may_alias));  // 16 numbers

template <int kRows>
inline void tile(const float* x, int x_step, int depth, const float* w, float* y, int y_step) {
  Lane sum[kRows];
  const Lane bias = *reinterpret_cast<const Lane*>(w + 16L * depth);
  for (int r = 0; r < kRows; ++r) sum[r] = bias;
  for (int k = 0; k < depth; ++k, w += 16) {
    const Lane column = *reinterpret_cast<const Lane*>(w);
    for (int r = 0; r < kRows; ++r) sum[r] += x[r * x_step + k] * column;
  }
  for (int r = 0; r < kRows; ++r) *reinterpret_cast<Lane*>(y + r * y_step) = sum[r];
}

void multiply(const float* x, int rows, int x_step, int depth, const float* w, int panels, float* y, int y_step) {
  constexpr int kBlock = 96;  // rows whose inputs stay in the nearest cache
  for (int first = 0; first < rows; first += kBlock) {
    const int last = first + kBlock < rows ? first + kBlock : rows;
    for (int p = 0; p < panels; ++p) {
      const float* panel = w + 16L * (depth + 1) * p;
      const float* in = x + static_cast<long>(first) * x_step;
      float* out = y + static_cast<long>(first) * y_step + 16 * p;
      int r = first;
      for (; r + 6 <= last; r += 6, in += 6L * x_step, out += 6L * y_step)
        tile<6>(in, x_step, depth, panel, out, y_step);
      for (; r + 2 <= last; r += 2, in += 2L * x_step, out += 2L * y_step)
        tile<2>(in, x_step, depth, panel, out, y_step);
      if (r < last) tile<1>(in, x_step, depth, panel, out, y_step);
    }
  }
}

inline float logistic(float x) { return 1.0F / (1.0F + expf(-x)); }
// Beyond ±20 the exponential says no more.
inline float tanh_of(float x) {
  const float bounded = x < -20.0F ? -20.0F : (x > 20.0F ? 20.0F : x);
  return 1.0F - 2.0F / (1.0F + expf(2.0F * bounded));
}

void step(const float* gates, int rows, int gates_step, int units, float* state, float* out, int out_step) {
  constexpr float kMost = 100.0F;  // the network was trained with states clipped to this
  for (int r = 0; r < rows; ++r, gates += gates_step, state += units, out += out_step)
    for (int i = 0; i < units; ++i) {
      float s = state[i] * logistic(gates[2 * units + i]) + tanh_of(gates[i]) * logistic(gates[units + i]);
      s = s < -kMost ? -kMost : (s > kMost ? kMost : s);
      state[i] = s;
      out[i] = tanh_of(s) * logistic(gates[3 * units + i]);
    }
}

void tanh_all(float* values, long count) {
  for (long i = 0; i < count; ++i) values[i] = tanh_of(values[i]);
}

void softmax(float* scores, int rows, int step, int count) {
  for (int r = 0; r < rows; ++r, scores += step) {
    float most = scores[0], sum = 0;
    for (int i = 1; i < count; ++i) most = scores[i] > most ? scores[i] : most;
    for (int i = 0; i < count; ++i) sum += scores[i] = expf(scores[i] - most);
    for (int i = 0; i < count; ++i) scores[i] /= sum;
  }
}

}  // namespace

extern const Kernel kKernel;
const Kernel kKernel{multiply, step, tanh_all, softmax, SOHOA_KERNEL_NAME};

}  // namespace sohoa::SOHOA_KERNEL
