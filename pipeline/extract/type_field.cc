#include <cstdlib>

#include "core/text/normalize.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/layout/title.hh"

namespace sohoa {

std::vector<std::string> title_keys(const Knowledge& known) {
  std::vector<std::string> keys;
  for (const DocumentType& type : known.types) keys.push_back(key_of(type.name));
  for (const std::string& qualifier : known.type_qualifiers)
    for (std::size_t i = 0; i < known.types.size(); ++i) keys.push_back(keys[i] + key_of(qualifier));
  return keys;
}

const DocumentType& type_of_title(const Knowledge& known, std::size_t index) { return known.types[index % known.types.size()]; }

std::optional<PrintedType> printed_type(const std::vector<Line>& lines, const Knowledge& known) {
  const std::vector<std::string> keys = title_keys(known);
  for (const Line* line : lines_in(lines, Zone::title)) {
    const int index = title_type(*line, keys);
    if (index < 0) continue;
    const DocumentType& type = type_of_title(known, static_cast<std::size_t>(index));
    return PrintedType{&type, line, edit_distance(key_of(line->text), keys[static_cast<std::size_t>(index)]), true};
  }
  const auto title = lines_in(lines, Zone::title);
  const int index = title.empty() ? -1 : title_prefix(*title.front(), keys);
  if (index < 0) return std::nullopt;
  return PrintedType{&type_of_title(known, static_cast<std::size_t>(index)), title.front(), 2, false};
}

bool is_letter_form(const std::vector<Line>& lines) {
  const auto title = lines_in(lines, Zone::title);
  if (title.empty()) return false;
  if (begins_letter_subject(*title.front())) return true;
  // An unreadable "V/v" is told by its place: left of the addressee, under the number.
  const auto addressee = lines_in(lines, Zone::addressee), number = lines_in(lines, Zone::number);
  const auto &box = title.front()->box;
  return box && !addressee.empty() && addressee.front()->box && !number.empty() && number.front()->box &&
         box->x0 < addressee.front()->box->x0 && std::abs(box->center_x() - number.front()->box->center_x()) < 400 &&
         !in_capitals(title.front()->text);
}

/// The title in capitals; a letter (công văn) has none but "V/v" under its number; else the code in the number says it.
Field find_type(const FieldInput& in) {
  Field field;
  const Field& number = in.field(FieldId::number);
  const auto code_of = [&] {
    const auto code = number.extra.find("type_code");
    return code == number.extra.end() ? std::string() : code->second;
  };
  const DocumentType* by_number = in.known.type_of_code(code_of());
  const auto set = [&](const DocumentType& type, double confidence) {
    field.values = {type.name};
    field.extra["code"] = type.code;
    field.confidence = confidence;
  };
  if (const auto printed = printed_type(in.lines, in.known)) {
    const bool agrees =
        by_number && (by_number->code == printed->type->code || in.known.may_number(printed->type->name, code_of(), number.value()));
    set(*printed->type, agrees ? 0.98 : printed->errors == 0 ? 0.93 : printed->errors == 1 ? 0.88 : 0.7);
    if (by_number && !agrees && !number.handwritten) field.confidence -= 0.2;
    field.raw = printed->line->text;
    field.evidence = evidence_of(*printed->line, "title.type");
    return field;
  }
  const DocumentType* letter = in.known.type_named("Công văn");
  const auto addressee = lines_in(in.lines, Zone::addressee);
  const auto title = lines_in(in.lines, Zone::title);
  if (letter && is_letter_form(in.lines) && (!by_number || by_number->name == letter->name)) {
    set(*letter, !addressee.empty() ? 0.95 : !code_of().empty() ? 0.7 : 0.85);
    field.raw = title.front()->text;
    field.evidence = evidence_of(*title.front(), "title.letter");
  } else if (by_number) {
    set(*by_number, 0.75);
    field.raw = number.raw;
    field.evidence = number.evidence;
    field.evidence.rule = "number.type";
  } else if (letter && !addressee.empty()) {
    set(*letter, 0.7);
    field.raw = addressee.front()->text;
    field.evidence = evidence_of(*addressee.front(), "addressee.letter");
  }
  return field;
}

}  // namespace sohoa
