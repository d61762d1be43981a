#include "core/data_files.hh"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

#include "core/csv_rows.hh"
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

/// What libcsv's callbacks fill: one row at a time.
struct Rows {
  const std::function<bool(int, std::vector<std::string>&)>& visit;
  std::vector<std::string> row;
  int number = 0;
  bool going = true;
};

std::string_view trimmed(std::string_view s) {
  const auto space = " \t\r\n";
  const auto from = s.find_first_not_of(space);
  if (from == std::string_view::npos) return {};
  return s.substr(from, s.find_last_not_of(space) - from + 1);
}

void on_cell(void* cell, std::size_t size, void* to) {
  auto& rows = *static_cast<Rows*>(to);
  if (rows.going) rows.row.emplace_back(trimmed(std::string_view(static_cast<const char*>(cell), size)));
}

void on_row(int, void* to) {
  auto& rows = *static_cast<Rows*>(to);
  ++rows.number;
  if (rows.going) rows.going = rows.visit(rows.number, rows.row);
  rows.row.clear();
}

}  // namespace

Result<void> each_csv_row(std::string_view text, char delimiter, const std::string& name,
                          const std::function<bool(int, std::vector<std::string>&)>& visit) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  csv_parser parser;
  // Empty rows are kept, so that a row's index is its line as long as no cell spans lines.
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
    return fail(ErrorCode::internal, "libcsv does not start");
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
  Rows rows{visit, {}};
  bool good = true;
  for (constexpr std::size_t kPiece = 1 << 16; good && rows.going && !text.empty();) {
    std::string piece(text.substr(0, kPiece));
    text.remove_prefix(piece.size());
    std::erase(piece, '\r');  // spreadsheets end lines with CR LF, which libcsv would count as two
    good = csv_parse(&parser, piece.data(), piece.size(), on_cell, on_row, &rows) == piece.size();
  }
  if (!rows.going) return {};
  if (!good || csv_fini(&parser, on_cell, on_row, &rows) != 0)
    return fail(ErrorCode::bad_data,
                fmt::format(fmt::runtime(tr("{}: a quotation mark is out of place near row {}")), name, rows.number + 1),
                tr("Open the table in a spreadsheet and save it as CSV (UTF-8) again."));
  return {};
}

Result<std::vector<std::vector<std::string>>> csv_rows(std::string_view text, char delimiter, const std::string& name) {
  std::vector<std::vector<std::string>> rows;
  TRY_VOID(each_csv_row(text, delimiter, name, [&](int, std::vector<std::string>& cells) {
    rows.push_back(std::move(cells));
    return true;
  }));
  return rows;
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
