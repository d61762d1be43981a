#pragma once
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// What a code on a page says that a paper of the one-stop shop says too; empty where it does not.
struct BarcodeFacts {
  int page = 1;
  Box box;
  std::string raw;        // the code's text
  std::string case_code;  // "000.00.00.H37-250515-0001"
  std::string person_id;  // of a citizen's card: id|old id|name|birth|sex|address|issued
  std::string person;
};

/// Codes of these pages that say any of it.
std::vector<BarcodeFacts> facts_of_barcodes(const std::vector<Page>&);

/// The first case code (mã hồ sơ) in a text: thirteen signs of the agency by QCVN 102:2016/BTTTT or its successor's levels
/// (H37, H49.64.33), a day YYMMDD, a number; spaces are forgiven. Empty when there is none or its day is not in the calendar.
struct CaseCode {
  std::string value, day;  // ISO
};
CaseCode case_code_in(std::string_view text);

}  // namespace sohoa
