#include <algorithm>

#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/extract/unread_stamp.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {

// Number and date in the ĐẾN stamp are filled in by hand nearly always: what is read here is a hint for the clerk, and so is that there
// is a stamp.

namespace {

/// The registry's stamp, by its anchor or its ink, where a slot of it could not be read; `slot` is the line of it that was seen.
Field seen(const FieldInput& in, const Line* slot) {
  const auto lines = lines_in(in.lines, Zone::stamp);
  const auto anchor = std::find_if(lines.begin(), lines.end(), [](const Line* line) {
    const std::string key = key_of(line->text);
    return line->box && (key.ends_with("den") || line->words.front().text == "ĐẾN");
  });
  if (anchor != lines.end()) return to_be_looked_at(evidence_of(slot ? *slot : **anchor, "header.stamp"), slot ? slot->text : (*anchor)->text);
  const auto unread = unread_stamp(in, StampShape::registry, Zone::copy);
  return unread ? to_be_looked_at(*unread, "") : Field{};
}

}  // namespace

Field find_incoming_number(const FieldInput& in) {
  Field field;
  const Line* slot = nullptr;
  for (const Line* line : lines_in(in.lines, Zone::stamp)) {
    const std::string key = key_of(line->text);
    if (!key.starts_with("so") || line->text.find('/') != std::string::npos) continue;
    if (line->box) slot = line;
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
  if (field.values.empty()) return seen(in, slot);
  return field;
}

Field find_incoming_date(const FieldInput& in) {
  Field field;
  const Line* slot = nullptr;
  for (const Line* line : lines_in(in.lines, Zone::stamp)) {
    const bool behind_anchor = line->words.front().text == "ĐẾN" && key_of(line->text).starts_with("denngay");
    if (!behind_anchor && !begins_with_phrase(line->text, "ngay", 0)) continue;
    if (line->box) slot = line;
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
  if (field.values.empty()) return seen(in, slot);
  return field;
}

}  // namespace sohoa
