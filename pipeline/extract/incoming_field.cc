#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {

// Number and date in the ĐẾN stamp are filled in by hand nearly always: what is read here is a hint for the clerk.

Field find_incoming_number(const FieldInput& in) {
  Field field;
  for (const Line* line : lines_in(in.lines, Zone::stamp)) {
    const std::string key = key_of(line->text);
    if (!key.starts_with("so") || line->text.find('/') != std::string::npos) continue;
    std::string digits;
    for (const Word& word : line->words)
      if (all_digits(trimmed_signs(word.text))) digits += trimmed_signs(word.text);
    if (digits.empty() || digits.size() > 6) continue;
    field.values = {digits};
    field.raw = line->text;
    field.confidence = line->confidence;
    field.handwritten = line->box.has_value();
    field.evidence = evidence_of(*line, "stamp.incoming_number");
    break;
  }
  return field;
}

Field find_incoming_date(const FieldInput& in) {
  Field field;
  for (const Line* line : lines_in(in.lines, Zone::stamp)) {
    if (!begins_with_phrase(line->text, "ngay", 0)) continue;
    const auto dates = find_dates(line->text);
    if (dates.empty() || dates[0].iso().size() < 10) continue;
    field.values = {dates[0].iso()};
    field.raw = line->text;
    field.confidence = line->confidence;
    field.handwritten = line->box.has_value();
    field.extra["precision"] = dates[0].precision();
    field.evidence = evidence_of(*line, "stamp.incoming_date");
    break;
  }
  return field;
}

}  // namespace sohoa
