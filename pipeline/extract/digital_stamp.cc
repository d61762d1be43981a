#include "pipeline/extract/digital_stamp.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/reading.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostLines = 4;
constexpr std::size_t kLongLine = 80;  // bytes: a broken stamp has short lines

/// The line and those that follow on its page, as many as `count` at most.
std::vector<const Line*> run_of(const std::vector<Line>& lines, std::size_t first, std::size_t count) {
  std::vector<const Line*> run;
  for (std::size_t i = first; i < std::min(lines.size(), first + count) && lines[i].page == lines[first].page; ++i) run.push_back(&lines[i]);
  return run;
}

std::string text_of(const std::vector<const Line*>& run) {
  std::string text;
  for (const Line* line : run) text += (text.empty() ? "" : " ") + line->text;
  return text;
}

/// Whether the line may be the first of a stamp broken over several.
bool begins_stamp(const Line& line) {
  static const RE2 pattern(R"((?i)^\W*số\s*:?\s*[0-9])");
  return line.text.size() <= kLongLine && RE2::PartialMatch(line.text, pattern);
}

std::optional<DigitalStamp> stamp_in(const std::vector<const Line*>& run) {
  static const RE2 pattern(
      R"((?i)(số\s*:?\s*([0-9]+\s*/[^;]{2,40}))\s*;\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*;\s*(\d{2}:\d{2}:\d{2})\s*;\s*([+-]\d{2}):?(\d{2}))");
  std::string whole, number, clock, hours, minutes;
  int day = 0, month = 0, year = 0;
  const std::string text = text_of(run);
  if (!RE2::PartialMatch(text, pattern, &whole, &number, &day, &month, &year, &clock, &hours, &minutes)) return std::nullopt;
  const auto parsed = find_document_numbers("Số: " + number);
  if (parsed.empty() || parsed[0].digits.empty() || !is_calendar_day(year, month, day)) return std::nullopt;
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return DigitalStamp{parsed[0].value, date, text, date + 'T' + clock + hours + ':' + minutes, evidence_of(run, "digital_stamp")};
}

}  // namespace

std::optional<DigitalStamp> find_digital_stamp(const std::vector<Line>& lines) {
  std::optional<DigitalStamp> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].text.find_first_of("0123456789") == std::string::npos) continue;
    // The shortest run of lines that holds one: what follows is no part of it.
    const std::size_t most = begins_stamp(lines[i]) ? kMostLines : 1;
    for (std::size_t count = 1; count <= most; ++count) {
      auto stamp = stamp_in(run_of(lines, i, count));
      if (!stamp) continue;
      if (found && (found->number != stamp->number || found->date != stamp->date)) return std::nullopt;
      if (!found) found = std::move(stamp);
      break;
    }
  }
  return found;
}

std::vector<PrintedSigning> find_printed_signings(const std::vector<Line>& lines) {
  static const RE2 start(R"((?i)^\W*(?:ký\s+bởi|người\s+ký|thời\s+gian\s+ký|ngày\s+ký)(?:\s|:|$))");
  static const RE2 when(R"((?i)(?:thời\s+gian|ngày)\s+ký\s*:?\s*(?:\d{2}:\d{2}:\d{2}\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s|$|[,;T]))");
  static const RE2 who(R"((?i)(?:ký\s+bởi|người\s+ký)\s*:?\s*([^:;]{3,80}?)(?:\s+(?:cơ\s+quan|email|thời\s+gian|ngày\s+ký|chức\s+vụ)|$))");
  std::vector<PrintedSigning> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!RE2::PartialMatch(lines[i].text, start)) continue;
    for (std::size_t count = 1; count <= kMostLines; ++count) {
      const auto run = run_of(lines, i, count);
      const std::string text = text_of(run);
      int day = 0, month = 0, year = 0;
      if (!RE2::PartialMatch(text, when, &day, &month, &year)) continue;
      if (!is_calendar_day(year, month, day)) break;
      PrintedSigning signing{{}, fmt::format("{:04}-{:02}-{:02}", year, month, day), text, evidence_of(run, "digital_stamp.time")};
      RE2::PartialMatch(text, who, &signing.signer);
      found.push_back(std::move(signing));
      i += run.size() - 1;
      break;
    }
  }
  return found;
}

}  // namespace sohoa
