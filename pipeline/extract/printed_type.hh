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

std::optional<PrintedType> printed_type(const std::vector<Line>&, const Knowledge&);

/// Whether the title is the "V/v …" of a letter (công văn), which carries no type.
bool is_letter_form(const std::vector<Line>&);

}  // namespace sohoa
