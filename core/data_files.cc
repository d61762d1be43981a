#include "core/data_files.hh"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

#include "core/language.hh"

namespace sohoa {
namespace fs = std::filesystem;

fs::path data_folder() {
  if (const char* set = std::getenv("SOHOA_DATA")) return set;
  if (fs::exists(SOHOA_SOURCE_DATA)) return SOHOA_SOURCE_DATA;
  return SOHOA_INSTALLED_DATA;
}

int DataTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (header[i] == name) return static_cast<int>(i);
  return -1;
}

namespace {

/// What libcsv's callbacks fill: one row at a time, with the line it began on.
struct Rows {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
};

void on_cell(void* cell, std::size_t size, void* to) {
  static_cast<Rows*>(to)->row.emplace_back(static_cast<const char*>(cell), size);
}

void on_row(int, void* to) {
  auto& rows = *static_cast<Rows*>(to);
  rows.rows.push_back(std::move(rows.row));
  rows.row.clear();
}

std::string_view trimmed(std::string_view s) {
  const auto space = " \t\r\n";
  const auto from = s.find_first_not_of(space);
  if (from == std::string_view::npos) return {};
  return s.substr(from, s.find_last_not_of(space) - from + 1);
}

}  // namespace

Result<std::vector<std::vector<std::string>>> csv_rows(std::string_view text, char delimiter, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  csv_parser parser;
  // Empty rows are kept, so that a row's index is its line as long as no cell spans lines.
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
    return fail(ErrorCode::internal, "libcsv does not start");
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
  // Spreadsheets end lines with CR LF, which libcsv would count as two.
  std::string lines(text);
  std::erase(lines, '\r');
  Rows rows;
  if (csv_parse(&parser, lines.data(), lines.size(), on_cell, on_row, &rows) != lines.size() ||
      csv_fini(&parser, on_cell, on_row, &rows) != 0)
    return fail(ErrorCode::bad_data,
                fmt::format(fmt::runtime(tr("{}: a quotation mark is out of place near row {}")),
                            name, rows.rows.size() + 1),
                tr("Open the table in a spreadsheet and save it as CSV (UTF-8) again."));
  for (auto& row : rows.rows)
    for (std::string& cell : row) cell = std::string(trimmed(cell));
  return std::move(rows.rows);
}

Result<DataTable> parse_csv(std::string_view text, const std::string& name) {
  const auto first = text.substr(0, text.find('\n'));
  const bool semicolon = std::count(first.begin(), first.end(), ';') >
                         std::count(first.begin(), first.end(), ',');
  DataTable table;
  int line = 0;
  for (auto& row : TRY(csv_rows(text, semicolon ? ';' : ',', name))) {
    ++line;
    const bool nothing = row.empty() || (row.size() == 1 && row[0].empty());
    if (nothing || row[0].starts_with('#')) continue;
    if (table.header.empty()) {
      table.header = std::move(row);
      continue;
    }
    if (row.size() > table.header.size())
      return fail(ErrorCode::bad_data,
                  fmt::format(fmt::runtime(tr("{}: row {} has {} cells, the header {}")), name, line,
                              row.size(), table.header.size()),
                  tr("Put text that holds a comma between quotation marks."));
    row.resize(table.header.size());
    table.rows.push_back(std::move(row));
    table.lines.push_back(line);
  }
  if (table.header.empty())
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the table is empty")), name));
  return table;
}

Result<DataTable> read_csv(const fs::path& path) {
  const std::string text = TRY(read_file(path));
  return parse_csv(text, path.filename().string());
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  if (!in)
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot read {}")), path.string()),
                tr("Check that the file exists and may be read."));
  return std::move(all).str();
}

}  // namespace sohoa
