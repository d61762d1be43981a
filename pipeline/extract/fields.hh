#pragma once
#include <map>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// Fills document.fields from the laid out lines, and adds issues where fields contradict each other
/// (docs/how-to-add-a-field.md). Knows nothing of files' names.
void find_fields(const std::vector<Line>& lines, Document& document, const Knowledge&);

/// What a field is found from: the laid out lines, the pages they come from, and the fields found before it.
struct FieldInput {
  const std::vector<Line>& lines;
  const std::vector<Page>& pages;
  const Knowledge& known;
  const std::map<FieldId, Field>& found;

  const Field& field(FieldId id) const {
    static const Field none;
    const auto it = found.find(id);
    return it == found.end() ? none : it->second;
  }
  /// The page of this number; nullptr when there is none.
  const Page* page(int n) const {
    for (const Page& page : pages)
      if (page.n == n) return &page;
    return nullptr;
  }
};

// One function a field, each in a file of its name. They leave `status` at missing or review: find_fields accepts what reaches the
// threshold of data/acceptance.csv, written by hand that of its row "… by hand". An empty `values` means missing.
Field find_number(const FieldInput&);
Field find_issued_date(const FieldInput&);
Field find_type(const FieldInput&);
Field find_issuer(const FieldInput&);
Field find_place(const FieldInput&);
Field find_subject(const FieldInput&);
Field find_signer(const FieldInput&);
Field find_signer_title(const FieldInput&);
Field find_recipients(const FieldInput&);
Field find_urgency(const FieldInput&);
Field find_secrecy(const FieldInput&);
Field find_incoming_number(const FieldInput&);
Field find_incoming_date(const FieldInput&);
Field find_parent_number(const FieldInput&);
Field find_parent_date(const FieldInput&);
Field find_case_code(const FieldInput&);
Field find_procedure_code(const FieldInput&);
Field find_applicant(const FieldInput&);
Field find_applicant_id(const FieldInput&);
Field find_received_date(const FieldInput&);
Field find_due_date(const FieldInput&);
Field find_result_kind(const FieldInput&);
Field find_effective_date(const FieldInput&);
Field find_validity_term(const FieldInput&);
Field find_expiry_date(const FieldInput&);
Field find_language(const FieldInput&);

}  // namespace sohoa
