#pragma once
#include <optional>
#include <vector>

#include "pipeline/extract/knowledge.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// A type printed as the title: its row in the knowledge, the line, and how many letters of the line differ.
struct PrintedType {
  const DocumentType* type = nullptr;
  const Line* line = nullptr;
  int errors = 0;
  bool alone = true;  // false: the line goes on with the subject
};

/// Keys (key_of) of all that may stand alone as a title: the types in the order of the knowledge, then each with its qualifiers
/// ("BÁO CÁO THẨM TRA").
std::vector<std::string> title_keys(const Knowledge&);

/// The type that the key at this place of title_keys names.
const DocumentType& type_of_title(const Knowledge&, std::size_t index);

std::optional<PrintedType> printed_type(const std::vector<Line>&, const Knowledge&);

/// Whether the title is the "V/v …" of a letter (công văn), which carries no type.
bool is_letter_form(const std::vector<Line>&);

}  // namespace sohoa
