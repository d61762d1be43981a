#include "pipeline/extract/parent_before.hh"

#include <re2/re2.h>

#include <algorithm>

#include "core/text/number_key.hh"
#include "pipeline/extract/parent_note.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/layout/zones.hh"

namespace sohoa {
namespace {

constexpr double kAgrees = 0.97;    // two readings of one number, at two places
constexpr double kProposed = 0.60;  // only the order in the file speaks

/// The kind of document the note says it goes with: "(Kèm theo Kế hoạch …"; nullptr when it does not.
const DocumentType* kind_in(const ParentNote& note, const Knowledge& known) {
  const std::string key = key_of(note.text);
  const DocumentType* longest = nullptr;
  for (const DocumentType& type : known.types)
    if (key.find("kemtheo" + key_of(type.name)) != std::string::npos && (!longest || type.name.size() > longest->name.size())) longest = &type;
  return longest;
}

/// Whether the note may mean the document, though its number could not be read: neither the kind nor the symbol behind the blank
/// ("số    /KH-UBND") is another's.
bool leaves_open(const ParentNote& note, const Document& before, const Knowledge& known) {
  static const RE2 blank(R"(số\s*:?[^/]{0,12}/\s*(\p{Lu}[^\s,;)]*))");
  const DocumentType* kind = kind_in(note, known);
  const std::string of_before = before.field(FieldId::type).value();
  if (kind && !of_before.empty() && kind->name != of_before) return false;
  std::string symbol;
  if (!RE2::PartialMatch(note.text, blank, &symbol)) return true;
  const std::string& number = before.field(FieldId::number).value();
  return number_key(number.substr(number.find('/') + 1)) == number_key(symbol);
}

Field proposed(const Field& of_before, const ParentNote& note) {
  Field field;
  field.values = of_before.values;
  field.raw = note.text;
  field.confidence = std::min(kProposed, of_before.confidence);
  field.status = Status::review;
  field.evidence = note.evidence;
  field.evidence.rule = "appendix.document_before";
  return field;
}

}  // namespace

void weigh_document_before(Document& appendix, const Document& before, const Knowledge& known) {
  const Field number = before.field(FieldId::number);
  if (!before.ends.finished || number.values.empty() || !appendix.field(FieldId::number).values.empty()) return;
  const auto read = appendix.fields.find(FieldId::parent_number);
  if (read != appendix.fields.end() && !read->second.values.empty()) {
    Field& field = read->second;
    if (number_key(field.value()) != number_key(number.value())) {
      field.candidates.push_back({number.value(), number.raw, std::min(kProposed, number.confidence), number.evidence});
      return;
    }
    // Two readings that are both doubtful, perhaps of one hand, are no evidence for each other.
    if (number.status != Status::accepted && number.status != Status::corrected) return;
    field.confidence = std::max(field.confidence, kAgrees);
    field.status = Status::accepted;
    field.evidence.rule += "+document_before";
  } else {
    const auto note = parent_note(lay_out(appendix.pages, title_keys(known)));
    if (!note || !leaves_open(*note, before, known)) return;
    appendix.fields[FieldId::parent_number] = proposed(number, *note);
    const Field date = before.field(FieldId::issued_date);
    if (!date.values.empty() && appendix.field(FieldId::parent_date).values.empty()) appendix.fields[FieldId::parent_date] = proposed(date, *note);
  }
}

}  // namespace sohoa
