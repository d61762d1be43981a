#pragma once
#include <string>
#include <vector>

#include "pipeline/extract/document_number.hh"

namespace sohoa {

/// A code behind the digits and the year of a number.
struct NumberSegment {
  std::string code;
  char32_t separator;  // before it: '/', '-', '&', ',', '.'
};

/// Says what the codes of a number are: sets type, agency, unit, class and completeness, and mends misread codes in place (named in
/// `repairs`). Year and digits are read already.
void read_segments(std::vector<NumberSegment>& segments, DocumentNumber& number);

}  // namespace sohoa
