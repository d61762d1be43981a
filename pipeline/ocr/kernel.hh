#pragma once

namespace sohoa {

/// The arithmetic of the network, once for each generation of processors; plain pointers, no library, so that nothing compiled
/// for a newer processor can leak into the rest of the program.
struct Kernel {
  /// y = x · w: `rows` rows of `depth` numbers (a row every `x_step`) times a matrix kept as panels of 16 columns, each
  /// (depth + 1) × 16 with the bias as its last row; results a row every `y_step`, 16 × `panels` numbers each.
  void (*multiply)(const float* x, int rows, int x_step, int depth, const float* w, int panels, float* y, int y_step);
  /// One step of `rows` LSTM cells of `units` each: `gates` holds the sums of input, ingoing, forgetting and outgoing gate one
  /// after the other (a row every `gates_step`); `state` is carried on (a row every `units`), `out` gets the outputs.
  void (*step)(const float* gates, int rows, int gates_step, int units, float* state, float* out, int out_step);
  void (*tanh)(float* values, long count);
  /// Rows of `count` scores become probabilities.
  void (*softmax)(float* scores, int rows, int step, int count);
  const char* name;
};

/// The best one this processor can run.
const Kernel& kernel();

}  // namespace sohoa
