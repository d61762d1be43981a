#include "pipeline/extract/digital_stamp.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/reading.hh"

namespace sohoa {

std::optional<DigitalStamp> find_digital_stamp(const std::vector<Line>& lines) {
  static const RE2 pattern(
      R"((?i)(số\s*:?\s*([0-9]+\s*/[^;]{2,40}))\s*;\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*;\s*\d{2}:\d{2}:\d{2}\s*;\s*[+-]\d{2}:?\d{2})");
  std::optional<DigitalStamp> found;
  for (const Line& line : lines) {
    if (line.text.find(';') == std::string::npos) continue;
    std::string whole, number;
    int day = 0, month = 0, year = 0;
    if (!RE2::PartialMatch(line.text, pattern, &whole, &number, &day, &month, &year)) continue;
    const auto parsed = find_document_numbers("Số: " + number);
    if (parsed.empty() || parsed[0].digits.empty() || !is_calendar_day(year, month, day)) continue;
    DigitalStamp stamp{parsed[0].value, fmt::format("{:04}-{:02}-{:02}", year, month, day), line.text,
                       evidence_of(line, "digital_stamp")};
    if (found && (found->number != stamp.number || found->date != stamp.date)) return std::nullopt;
    if (!found) found = std::move(stamp);
  }
  return found;
}

}  // namespace sohoa
