#include <algorithm>

#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/parent_note.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {

std::optional<ParentNote> parent_note(const std::vector<Line>& lines) {
  // Only near the top of the file's first written page, before any other text: behind a signed document an appendix's note
  // names that document itself.
  std::size_t seen = 0;
  for (std::size_t i = 0; i < lines.size() && seen < 20; ++i) {
    const Line& line = lines[i];
    ++seen;
    const bool opens = line.text.starts_with("(") || begins_with_phrase(line.text, "kemtheo", 0) || begins_with_phrase(line.text, "banhanhkemtheo", 1);
    if (!opens || !(begins_with_phrase(line.text, "kemtheo", 1) || begins_with_phrase(line.text, "banhanhkemtheo", 2) ||
                    begins_with_phrase(line.text, "dinhkem", 1)))
      continue;
    ParentNote note;
    std::vector<const Line*> parts;
    for (std::size_t j = i; j < std::min(lines.size(), i + 4); ++j) {
      parts.push_back(&lines[j]);
      if (lines[j].text.find(')') != std::string::npos) break;
    }
    note.text = joined_text(parts);
    note.confidence = mean_confidence(parts);
    note.evidence = evidence_of(parts, "appendix.parent");
    return note;
  }
  return std::nullopt;
}

namespace {

/// The papers that have a parent: an appendix alone, or one behind a document is not looked at.
std::optional<ParentNote> note_of_appendix(const FieldInput& in) {
  // A draft's or a rule's own number may be left blank: "Số:    /QC-UBND".
  const auto numbers = lines_in(in.lines, Zone::number);
  const bool has_number = std::any_of(numbers.begin(), numbers.end(), [](const Line* line) {
    return line->text.substr(0, line->text.find('/')).find_first_of("0123456789") != std::string::npos;
  });
  return has_number ? std::nullopt : parent_note(in.lines);
}

}  // namespace

Field find_parent_number(const FieldInput& in) {
  Field field;
  const auto note = note_of_appendix(in);
  if (!note) return field;
  const auto numbers = find_document_numbers(note->text);
  if (numbers.empty() || numbers[0].digits.empty()) return field;
  field.values = {numbers[0].value};
  field.raw = note->text.substr(numbers[0].begin, numbers[0].end - numbers[0].begin);
  field.confidence = note->confidence * (numbers[0].complete ? 0.95 : 0.4);
  field.evidence = note->evidence;
  field.evidence.rule = "appendix.parent_number";
  return field;
}

Field find_parent_date(const FieldInput& in) {
  Field field;
  const auto note = note_of_appendix(in);
  if (!note) return field;
  const auto dates = find_dates(note->text);
  if (dates.empty() || dates[0].iso().empty()) return field;
  field.values = {dates[0].iso()};
  field.raw = note->text.substr(dates[0].begin, dates[0].end - dates[0].begin);
  field.confidence = note->confidence * (dates[0].precision() == "day" ? 0.95 : 0.5);
  field.extra["precision"] = dates[0].precision();
  tell_repairs(field, dates[0].repairs);
  field.evidence = note->evidence;
  field.evidence.rule = "appendix.parent_date";
  return field;
}

}  // namespace sohoa
