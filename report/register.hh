#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data_files.hh"
#include "core/result.hh"
#include "report/texts.hh"

namespace sohoa {

/// One document that should be digitized, as a register (sổ đăng ký, mục lục văn bản) names it, or one dossier of a register
/// of dossiers (mục lục hồ sơ). Text is NFC and lives in the register's `texts`; `date` is ISO cut to what is known. `row` is
/// the row a spreadsheet shows.
struct RegisterRow {
  int row = 0;
  std::optional<int> pages, documents;  // documents: how many a dossier holds
  Text ordinal, dossier, number, date, type, subject, issuer, note, unit, field, box;
};

/// Something in a row that a person should put right; the row itself is kept where it names a document.
struct RowProblem {
  int row = 0;
  std::string message;
};

struct Register {
  std::vector<RegisterRow> rows;
  std::vector<RowProblem> problems;  // by ascending row
  bool of_dossiers = false;
  Texts texts;
};

/// Reads a register as offices have them, CSV or .xlsx (every sheet that has the header of a register), in Unicode or an old
/// encoding: header recognized by `columns` (name, column) wherever it stands among title rows; ',' ';' or tab; a row of
/// column numbers, totals and dossier headings are known; an empty dossier cell means the one above. Fails with bad_data when
/// the text makes sense in no encoding or nothing is the header of a register.
Result<Register> parse_register(std::string_view bytes, const std::string& name_for_messages, const DataTable& columns);

/// The names of columns: those of a person's own file, if any, before those of data/register_columns.csv. Fails with bad_data
/// when the file names a column that registers do not have.
Result<DataTable> register_columns(const std::filesystem::path& own);

}  // namespace sohoa
