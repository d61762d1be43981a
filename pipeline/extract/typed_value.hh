#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// A field's value as a person gave it, in the spelling of records, with the additions that follow from it ("code").
struct TypedValue {
  std::vector<std::string> values;
  std::map<std::string, std::string> extra;
};

/// Reads a value by the grammar of its field: a document number, a day (5/3/2025, 2025-03-05, "tháng 3/2025", 2025), the name or code
/// of a type, a list with ';' between. Fails with bad_data, saying what is expected.
Result<TypedValue> typed_value(FieldId, const std::string& typed, const Knowledge&);

/// Whether a field's value may be accepted as it stands: there is one, and a number or date obeys its grammar ("…/UBND-KT" does not).
bool acceptable(FieldId, const Field&, const Knowledge&);

}  // namespace sohoa
