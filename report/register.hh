#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data_files.hh"
#include "core/result.hh"

namespace sohoa {

/// One document that should be digitized, as a register (sổ đăng ký, mục lục văn bản) names it. Text is NFC; `date` is ISO cut
/// to what is known. `row` is the row a spreadsheet shows.
struct RegisterRow {
  int row = 0;
  std::string ordinal, dossier, number, date, type, subject, issuer, note;
  std::optional<int> pages;
};

/// Something in a row that a person should put right; the row itself is kept where it names a document.
struct RowProblem {
  int row = 0;
  std::string message;
};

struct Register {
  std::vector<RegisterRow> rows;
  std::vector<RowProblem> problems;  // by ascending row
};

/// Reads a register as offices have them: header recognized by data/register_columns.csv (`columns`: name, column) wherever it
/// stands among title rows; ',' ';' or tab; a row of column numbers, totals and dossier headings are known; an empty dossier
/// cell means the one above. Fails with bad_data when the text is not UTF-8, is in an old font's encoding, or has no header.
Result<Register> parse_register(std::string_view csv, const std::string& name_for_messages, const DataTable& columns);

}  // namespace sohoa
