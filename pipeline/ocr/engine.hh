#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// Recognizes the words of an upright, cleaned image. One thread at a time; keeps no memory from one image to the next, so
/// that the order of pages cannot matter.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;
  /// Words in reading order with boxes in pixels of `image`, lines and blocks numbered from 0. `cells` are those of tables: no
  /// line runs from one into the next; what stands in them may come last.
  virtual Result<std::vector<Word>> recognize(const Image& image, const std::vector<Box>& cells) = 0;
  Result<std::vector<Word>> recognize(const Image& image) { return recognize(image, {}); }
  /// Name and version of engine and model: part of the reading key.
  virtual std::string fingerprint() const = 0;
};

/// Tesseract with the Vietnamese model. Fails with no_engine and says how to install it. OMP_THREAD_LIMIT=1 must have been in
/// the environment before exec (design: measured.md), else it is about four times slower.
Result<std::unique_ptr<OcrEngine>> make_tesseract();

/// Our own reader: lines found by find_lines, read by Tesseract's Vietnamese network with our arithmetic, decoded with data/words.csv;
/// a second, larger model is asked about doubtful lines when it is installed. Several times faster than the library and more
/// accurate on pages of straight lines. Fails with no_engine as make_tesseract does.
Result<std::unique_ptr<OcrEngine>> make_line_engine();

/// Where the second model is looked for, be it there or not: $SOHOA_SECOND_MODEL, else models/vie_best.traineddata among the tables.
std::filesystem::path second_model_file();

}  // namespace sohoa
