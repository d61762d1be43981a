#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// A column head or a word of a row as it is compared: no marks, no case, one space between words.
std::string plain_words(std::string_view);

/// Names of columns by plain_words(), and what they hold: "so ky hieu" → "number".
using ColumnNames = std::map<std::string, std::string>;

/// Which column of a file holds what: "number" → 2. The first of several columns for the same thing counts.
using Header = std::map<std::string, std::size_t>;
Header header_of(const std::vector<std::string>& row, const ColumnNames&);

/// A header that comes later is not looked for.
inline constexpr std::size_t kRowsBeforeHeader = 50;

/// The cells of a row that say something.
std::vector<std::string> filled(const std::vector<std::string>& row);
/// Rows of the form, of filled cells: "(1) (2) (3)" or "a b 1 2"; "Tổng số", "Cộng".
bool is_column_numbers(const std::vector<std::string>& filled);
bool is_total(const std::vector<std::string>& filled);

/// The rows of an office's table: an .xlsx, all its sheets, or CSV in Unicode or an old encoding, cut at the ',' ';' or tab under which one of
/// the first fifty rows names most columns. Fails with bad_data when the text makes sense in no encoding, and for the older .xls.
Result<void> each_table_row(std::string_view bytes, const std::string& name_for_messages, const ColumnNames&,
                            const std::function<bool(int sheet, int row, std::vector<std::string>& cells)>& visit);

}  // namespace sohoa
