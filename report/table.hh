#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/record_json.hh"

namespace sohoa {

enum class Format { table, json, csv };

/// Who reads a listing: names of fields and states are their labels in the user's language, or those of the record.
enum class Audience { people, programs };

/// A column of a listing. `key` names it in JSON, `label` (in the user's language) in tables and CSV.
struct Column {
  std::string key, label;
  bool whole = false;  // never wrapped: numbers of documents, dates, ids
};

/// What every command that lists something builds. A cell is a string, a number, null, or an array of strings;
/// every row has columns.size() cells. A column of numbers is aligned to the right.
struct Listing {
  std::vector<Column> columns;
  std::vector<std::vector<Json>> rows;
};

/// An aligned table. `width` is the terminal's: longer cells go on in further lines, nothing is
/// cut. 0 (no terminal): one row a line, as wide as it needs. Control characters become spaces. No rows: the header alone.
std::string as_text(const Listing&, int width);

/// RFC 4180 with line feeds, and a byte order mark, without which spreadsheets do not see UTF-8. A text cell that a spreadsheet
/// would run as a formula (= + - @ first) gets an apostrophe in front.
std::string as_csv(const Listing&);

/// An array with one object a row.
Json as_json(const Listing&);

/// The listing in the format asked for, ending in a line feed.
std::string written(const Listing&, Format, int width);

/// The cell as a person reads it: numbers as they are, lists with "; " between, null as nothing.
std::string shown(const Json& cell);

/// A confidence with two places for people, never rounded up to certainty.
double shown_confidence(double);

/// One line of printable text: documents may hold line breaks and, in text layers, escape sequences.
std::string printable(std::string);

/// Lines of at most `width` columns, broken at spaces where there are any.
std::vector<std::string> wrapped(std::string_view, std::size_t width);

/// One row of CSV with its line feed, for exports that write row by row.
std::string csv_row(const std::vector<Json>& cells);

/// The width to give as_text(): 0 when the output is no terminal; else $COLUMNS (may be null), what the terminal says, or 80.
int text_width(bool terminal, const char* columns_variable, int terminal_columns);

}  // namespace sohoa
