#include "pipeline/extract/old_number.hh"

#include <re2/re2.h>

#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/number_codes.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"

namespace sohoa {

int printed_year(const std::vector<Line>& lines) {
  static const RE2 year(R"((?i)(?:năm|nam)\s*((?:19|20)\d\d)\b)");
  std::string digits;
  for (const Line* line : lines_in(lines, Zone::dateline))
    if (RE2::PartialMatch(line->text, year, &digits)) return std::stoi(digits);
  return 0;
}

std::optional<OldNumber> old_number(const std::string& text) {
  static const RE2 form(R"(([\dIlO]{1,5})(-?(?:\p{Lu}[\p{L}\d]+)(?:[-/.]\p{Lu}[\p{L}\d]*)*))"), code(R"((\p{Lu}[\p{L}\d]*))");
  OldNumber number;
  std::string digits;
  if (!RE2::FullMatch(text, form, &digits, &number.symbol)) return std::nullopt;
  number.digits = digits_of(digits);
  number.guessed = number.digits != digits;
  if (number.digits.empty() || (number.guessed && digits.find_first_of("0123456789") == std::string::npos)) return std::nullopt;
  // "125QĐ-UB" has lost its stroke: codes glued to the digits are the old form only where a stroke follows ("12NQ/HĐNN8").
  if (!number.symbol.starts_with('-') && number.symbol.find('/') == std::string::npos) return std::nullopt;
  re2::StringPiece rest(number.symbol);
  for (std::string one; RE2::FindAndConsume(&rest, code, &one);) number.codes.push_back(one);
  // "57-NQ/TW", but not "01-TANDTC-VKSNDTC/TTLT" or "566-TTg".
  if (number.symbol.find('/') != std::string::npos && number.symbol.starts_with('-') && number_codes::in(number_codes::kPartyTypes, number.codes.front()))
    return std::nullopt;
  return number;
}

}  // namespace sohoa
