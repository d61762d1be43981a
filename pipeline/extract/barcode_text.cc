#include "pipeline/extract/barcode_text.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/pattern.hh"

namespace sohoa {

CaseCode case_code_in(std::string_view text) {
  static const RE2 pattern(
      R"((?:^|[^\pL\pN.])((?:\d{3}\s?\.\s?\d{2}\s?\.\s?\d{2}\s?\.\s?[A-Z]\d{2}|[A-Z]\d{2}(?:\s?\.\s?\d{1,3}){0,4})\s?[-–]\s?(\d{2})(\d{2})(\d{2})\s?[-–]\s?\d{4,6})(?:[^\pL\pN]|$))");
  re2::StringPiece rest = piece(text);
  std::string code;
  int year = 0, month = 0, day = 0;
  while (RE2::FindAndConsume(&rest, pattern, &code, &year, &month, &day)) {
    if (!is_calendar_day(2000 + year, month, day)) continue;
    RE2::GlobalReplace(&code, R"(\s+)", "");
    RE2::GlobalReplace(&code, "–", "-");
    return {code, fmt::format("{:04}-{:02}-{:02}", 2000 + year, month, day)};
  }
  return {};
}

std::vector<BarcodeFacts> facts_of_barcodes(const std::vector<Page>& pages) {
  static const RE2 citizen(R"(^(\d{12})\|(?:\d{9})?\|([^|]{2,80})\|\d{8}\|)");
  std::vector<BarcodeFacts> found;
  for (const Page& page : pages)
    for (const Barcode& code : page.barcodes) {
      BarcodeFacts facts{page.n, code.box, code.text, case_code_in(code.text).value, {}, {}};
      RE2::PartialMatch(code.text, citizen, &facts.person_id, &facts.person);
      facts.person = text::normalize(facts.person);
      if (!facts.case_code.empty() || !facts.person_id.empty()) found.push_back(std::move(facts));
    }
  return found;
}

}  // namespace sohoa
