#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "core/page.hh"
#include "core/result.hh"

namespace sohoa {

/// What a worker does with a file. One thread at a time.
class Reader {
 public:
  virtual ~Reader() = default;
  /// Name and version of engine and model: part of the reading key.
  virtual std::string fingerprint() const = 0;
  /// Opens a file held in memory in place of the last one; its number of pages. `bytes` must stay until the next open.
  virtual Result<int> open(std::span<const std::byte> bytes, const std::string& name) = 0;
  /// Reads page `n` (1-based) of the open file.
  virtual Result<Page> read(int n) = 0;
};

using MakeReader = std::function<Result<std::unique_ptr<Reader>>()>;

/// The real one: Poppler, Leptonica, Tesseract.
Result<std::unique_ptr<Reader>> make_page_reader();

}  // namespace sohoa
