#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

class QPDFPageObjectHelper;

namespace sohoa {

/// What stands before an operator of a content stream, as far as anybody here looks at it.
struct Operands {
  std::vector<double> numbers;
  std::string name;            // the last one, "/Im0"; also of an earlier operator
  std::size_t text_bytes = 0;  // of strings, also within arrays
};

/// Calls `visit` with every operator of a page or form (ISO 32000-1, 7.8.2) until it returns false or so many came that it is a drawing. By
/// tokens: building an object of each word, as qpdf's own parser does, costs three times as much. Throws what qpdf throws.
void each_operator(QPDFPageObjectHelper, const std::function<bool(std::string_view op, const Operands&)>& visit);

}  // namespace sohoa
