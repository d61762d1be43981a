#include "pipeline/extract/fields.hh"

#include <algorithm>
#include <utility>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

/// In the order in which fields lean on each other: the type on the number's code, the issuer on both.
constexpr std::pair<FieldId, Field (*)(const FieldInput&)> kExtractors[] = {
    {FieldId::parent_number, find_parent_number},
    {FieldId::parent_date, find_parent_date},
    {FieldId::number, find_number},
    {FieldId::type, find_type},
    {FieldId::issued_date, find_issued_date},
    {FieldId::place, find_place},
    {FieldId::issuer, find_issuer},
    {FieldId::subject, find_subject},
    {FieldId::signer, find_signer},
    {FieldId::signer_title, find_signer_title},
    {FieldId::recipients, find_recipients},
    {FieldId::urgency, find_urgency},
    {FieldId::secrecy, find_secrecy},
    {FieldId::incoming_number, find_incoming_number},
    {FieldId::incoming_date, find_incoming_date},
    {FieldId::case_code, find_case_code},
    {FieldId::procedure_code, find_procedure_code},
    {FieldId::applicant, find_applicant},
    {FieldId::applicant_id, find_applicant_id},
    {FieldId::received_date, find_received_date},
    {FieldId::due_date, find_due_date},
    {FieldId::result_kind, find_result_kind},
    {FieldId::effective_date, find_effective_date},
    {FieldId::validity_term, find_validity_term},
    {FieldId::expiry_date, find_expiry_date},
    {FieldId::language, find_language},
};

double threshold_of(const std::map<FieldId, double>& thresholds, FieldId id) {
  const auto threshold = thresholds.find(id);
  return threshold == thresholds.end() ? 1.0 : threshold->second;
}

/// Nothing is certain; of ink the digit reader tells 0.99 from 0.999.
void settle(Field& field, FieldId id, const Knowledge& known) {
  field.confidence = std::clamp(field.confidence, 0.0, field.handwritten ? 0.9999 : 0.99);
  if (field.values.empty() || field.value().empty()) {
    field.values.clear();
    field.status = field.candidates.empty() ? Status::missing : Status::review;
    // One without a value only said that there is something to look at.
    std::erase_if(field.candidates, [](const Candidate& candidate) { return candidate.value.empty(); });
    return;
  }
  const double threshold = threshold_of(field.handwritten ? known.acceptance_by_hand : known.acceptance, id);
  field.status = field.confidence >= threshold ? Status::accepted : Status::review;
}

/// A number's code and the printed title must name one type; when they do not, a person must look: it is never corrected.
void compare_type_and_number(Document& document, const Knowledge& known) {
  const auto type = document.fields.find(FieldId::type);
  const auto number = document.fields.find(FieldId::number);
  if (type == document.fields.end() || number == document.fields.end()) return;
  const auto code = number->second.extra.find("type_code");
  const auto printed = type->second.extra.find("code");
  if (code == number->second.extra.end() || printed == type->second.extra.end()) return;
  if (code->second.empty() || printed->second.empty() || code->second == printed->second) return;
  if (known.may_number(type->second.value(), code->second, number->second.value())) return;
  if (!known.type_of_code(code->second)) return;
  number->second.status = Status::review;
  document.issues.push_back({"field.type_number", Severity::warning, number->second.evidence.page,
                             "Tên loại \"" + type->second.value() + "\" không khớp ký hiệu trong số \"" + number->second.value() + "\""});
}

}  // namespace

void find_fields(const std::vector<Line>& lines, Document& document, const Knowledge& known) {
  std::map<FieldId, Field> found;
  for (const auto& [id, find] : kExtractors) {
    Field field = find({lines, document.pages, known, found});
    settle(field, id, known);
    if (field.status != Status::missing) found[id] = std::move(field);
  }
  document.fields = std::move(found);
  compare_type_and_number(document, known);
  for (auto& [id, field] : document.fields) field.extra.erase("type_code");
}

}  // namespace sohoa
