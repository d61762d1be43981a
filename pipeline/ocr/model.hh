#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// Weights as the kernel takes them: panels of 16 outputs, the bias as last row; outputs are filled up to a multiple of 16.
struct Matrix {
  int inputs = 0, outputs = 0;
  std::vector<float> panels;
  int panel_count() const { return (outputs + 15) / 16; }
  int padded() const { return panel_count() * 16; }
};

/// A layer of the recurrent part: its outputs are its memory.
struct Recurrent {
  Matrix gates;  // of input and own last output, together
  int inputs = 0, units = 0;
  bool backwards = false;  // from the right end of the line to the left
};

/// The line recognizer of Tesseract 4 and 5, as far as its Vietnamese models need it: pictures of a line 36 pixels high go
/// through one 3×3 convolution, 3×3 pooling, an LSTM down every column, LSTMs along the line, and a softmax over signs.
struct Model {
  int height = 36;
  Matrix convolution;  // 9 → channels, tanh
  int pool_x = 3, pool_y = 3;
  Recurrent down;
  std::vector<Recurrent> along;
  Matrix output;
  std::vector<std::string> signs;  // UTF-8 of every output; empty for the one that means "nothing new"
  int nothing = 0, space = -1;     // the output that says so, and the one of the space between words
  std::string fingerprint;         // first digits of the file's SHA-256
};

/// Reads a `.traineddata` file (format: Tesseract's tessdatamanager and lstm sources). Fails with no_engine when the file
/// is missing, damaged or holds a network of another shape.
Result<Model> load_model(const std::filesystem::path& file);

}  // namespace sohoa
