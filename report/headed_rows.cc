#include "report/headed_rows.hh"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/csv_rows.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/text_of_bytes.hh"
#include "report/spreadsheet.hh"

namespace sohoa {
namespace {

using Cells = std::vector<std::string>;
using Visit = std::function<bool(int sheet, int row, Cells&)>;

constexpr std::size_t kSample = 1 << 16;  // bytes that tell the encoding

/// How much a header says when the text is cut at `delimiter`; 0 = there is none, or it does not even parse.
std::size_t header_under(char delimiter, std::string_view csv, const std::string& name, const ColumnNames& names) {
  std::size_t best = 0;
  const auto parsed = each_csv_row(csv, delimiter, name, [&](int row, Cells& cells) {
    best = std::max(best, header_of(cells, names).size());
    return static_cast<std::size_t>(row) < kRowsBeforeHeader;
  });
  return parsed ? best : 0;
}

bool is_number(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }

/// Whether bytes are UTF-8: then cells are decoded one by one, in which a comma is no letter of an old font.
bool is_utf8(std::string_view sample) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  return sample.find('\0') == sample.npos && (sample.find(kReplacement) != sample.npos || text::normalize(sample).find(kReplacement) == std::string::npos);
}

Result<void> each_csv(std::string_view bytes, const std::string& name, const ColumnNames& names, const Visit& visit) {
  const std::string_view sample = bytes.substr(0, bytes.size() <= kSample ? bytes.npos : bytes.rfind('\n', kSample));
  std::string decoded;
  if (!is_utf8(sample)) {
    auto whole = text::text_of_bytes(bytes);
    if (!whole)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: neither Unicode nor an encoding known here")), name),
                  tr("Open it in a spreadsheet and save it as \"CSV UTF-8\" or as .xlsx."));
    decoded = std::move(*whole);
    bytes = decoded;
  }
  char delimiter = ',';
  std::size_t most = 0;
  for (const char candidate : {',', ';', '\t'})
    if (const std::size_t n = header_under(candidate, bytes, name, names); n > most) {
      most = n;
      delimiter = candidate;
    }
  return each_csv_row(bytes, delimiter, name, [&](int row, Cells& cells) { return visit(0, row, cells); });
}

}  // namespace

std::string plain_words(std::string_view s) {
  const std::string folded = text::fold(s);
  std::string out;
  for (const auto word : text::words(folded)) (out += out.empty() ? "" : " ") += word;
  return out;
}

Header header_of(const Cells& row, const ColumnNames& names) {
  Header header;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (const auto found = names.find(plain_words(row[i])); found != names.end()) header.emplace(found->second, i);
  return header;
}

Cells filled(const Cells& row) {
  Cells out;
  std::ranges::copy_if(row, std::back_inserter(out), [](const std::string& c) { return !c.empty(); });
  return out;
}

bool is_column_numbers(const Cells& filled) {
  if (filled.size() < 2) return false;
  std::string before;
  for (const std::string& cell : filled) {
    const std::string n = plain_words(cell);
    const bool letter = n.size() == 1 && n[0] >= 'a' && n[0] <= 'd';
    if (!letter && (!is_number(n) || n.size() > 2)) return false;
    if (is_number(n) && is_number(before) && std::stoi(n) != std::stoi(before) + 1) return false;
    before = n;
  }
  return true;
}

bool is_total(const Cells& filled) {
  if (filled.empty()) return false;
  const std::string first = plain_words(filled.front());
  return first == "cong" || first == "tong" || first.starts_with("tong cong") || first.starts_with("tong so") || first.starts_with("cong ");
}

Result<void> each_table_row(std::string_view bytes, const std::string& name, const ColumnNames& names, const Visit& visit) {
  if (looks_like_xls(bytes))
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the old .xls form is not read")), name),
                tr("Open it in a spreadsheet and save it as .xlsx."));
  return looks_like_xlsx(bytes) ? each_xlsx_row(bytes, name, visit) : each_csv(bytes, name, names, visit);
}

}  // namespace sohoa
