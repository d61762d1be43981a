#include <algorithm>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/reading.hh"

namespace sohoa {

/// Trích yếu: the lines of the title under the type, or "V/v …" of a letter.
Field find_subject(const FieldInput& in) {
  Field field;
  auto lines = lines_in(in.lines, Zone::title);
  if (const auto printed = printed_type(in.lines, in.known))
    lines.erase(std::remove(lines.begin(), lines.end(), printed->line), lines.end());
  if (lines.empty()) return field;
  std::string text = joined_text(lines);
  // Specks at the ends; a closing bracket or mark belongs to the text.
  while (!text.empty() && (text.front() == ':' || text.front() == '-' || text.front() == '.' || text.front() == '\'' || text.front() == ' '))
    text.erase(0, 1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '-' || text.back() == '.' || text.back() == '_')) text.pop_back();
  if (text.empty()) return field;
  field.values = {text};
  field.raw = text;
  field.evidence = evidence_of(lines, is_letter_form(in.lines) ? "title.letter" : "title.subject");
  const double read = mean_confidence(lines);
  const double valid = text::valid_share(text);
  field.confidence = read * std::min(1.0, 0.4 + 0.6 * valid);
  // Too short or too long for a subject: the block was cut at a wrong place.
  const auto words = text::words(text).size();
  if (words < 3 || words > 90) field.confidence = std::min(field.confidence, 0.6);
  return field;
}

}  // namespace sohoa
