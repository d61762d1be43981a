#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// The folder of what the program knows: $SOHOA_DATA, else data/ of the source tree it was built from, else the installed one.
std::filesystem::path data_folder();

/// A table read from CSV: UTF-8 (a byte order mark is skipped), first row the header, ',' or ';' as found in it.
/// Lines whose first cell begins with '#' are comments. Cells are trimmed and NFC is not changed.
struct DataTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // every row has header.size() cells
  std::vector<int> lines;                      // line number in the file of each row, for messages

  /// Index of a column, -1 when there is none.
  int column(std::string_view name) const;
};

/// The rows of a CSV just as they stand: no header, no comments, cells trimmed, empty rows kept, so that rows[i] is what a
/// spreadsheet shows as row i + 1.
Result<std::vector<std::vector<std::string>>> csv_rows(std::string_view text, char delimiter,
                                                       const std::string& name_for_messages);
Result<DataTable> parse_csv(std::string_view text, const std::string& name_for_messages);
Result<DataTable> read_csv(const std::filesystem::path&);

/// Whole file as bytes; io error names the path.
Result<std::string> read_file(const std::filesystem::path&);

}  // namespace sohoa
