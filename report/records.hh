#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "report/table.hh"

namespace sohoa {

/// The word for it, in the reader's language.
std::string shown(Severity);
std::string shown(Status);

/// One line of JSON, the record of docs/record.md without pages.
std::string record_line(const Document&);

/// The head of the CSV export: fields by their Vietnamese labels, as the offices' own tables are in Vietnamese.
std::vector<Json> record_head();
/// One row of it: where the document is, its fields (dates ISO), which of them a person should check, and its issues.
std::vector<Json> record_cells(const Document&);

/// A document for a reader: its fields with what is known about them, then citations, deadlines and issues.
std::string document_text(const Document&, int width);

/// Documents by id, number, date, subject and file, to choose one from.
Listing document_rows(const std::vector<Document>&);

}  // namespace sohoa
