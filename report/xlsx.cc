#include "report/xlsx.hh"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>
#include <set>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kRowsOfSheet = 1'000'000;  // the format ends at 1 048 576
constexpr std::size_t kLettersOfName = 31;
constexpr std::size_t kBytesOfCell = 32'000;     // the format ends at 32 767 characters
constexpr int kNarrowest = 6, kWidest = 60;
constexpr std::size_t kRowsMeasured = 200;       // for the widths of columns
constexpr std::size_t kManyColumns = 6;          // more lie across the sheet
constexpr double kPaper = 92, kPaperAcross = 136;  // letters of 11 points beside each other
constexpr double kLine = 15, kLetter = 1.1;      // points; so wide are letters of which many are large
constexpr int kDeepest = 7;                      // level of rows that can be folded

struct Formats {
  lxw_format *title, *head, *text, *number, *date, *centred_head, *row_number, *bold;

  explicit Formats(lxw_workbook* book) {
    const auto bordered = [&] {
      lxw_format* f = workbook_add_format(book);
      format_set_border(f, LXW_BORDER_THIN);
      format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
      return f;
    };
    title = workbook_add_format(book);
    format_set_bold(title);
    format_set_font_size(title, 14);
    head = bordered();
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_bg_color(head, 0xE7ECF2);
    text = bordered();
    format_set_text_wrap(text);
    number = bordered();
    date = bordered();
    format_set_num_format(date, "dd/mm/yyyy");
    bold = bordered();
    format_set_bold(bold);
    format_set_text_wrap(bold);
    const auto centre = [](lxw_format* f) {
      format_set_align(f, LXW_ALIGN_CENTER);
      return f;
    };
    centred_head = centre(bordered());
    format_set_bold(centred_head);
    format_set_text_wrap(centred_head);
    format_set_bg_color(centred_head, 0xE7ECF2);
    format_set_align(centred_head, LXW_ALIGN_VERTICAL_CENTER);
    row_number = centre(bordered());
    format_set_text_wrap(row_number);
  }
};

/// The day a whole ISO date names; nothing for anything else.
bool as_day(const std::string& s, lxw_datetime& day) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return false;
  const auto part = [&](std::size_t at, std::size_t size, int& n) {
    const char* end = s.data() + at + size;
    return std::from_chars(s.data() + at, end, n).ptr == end;
  };
  day = {};
  return part(0, 4, day.year) && part(5, 2, day.month) && part(8, 2, day.day) && day.year >= 1900 && day.month >= 1 &&
         day.month <= 12 && day.day >= 1 && day.day <= 31;
}

/// At most so many bytes, never half a character.
std::string cut(std::string s, std::size_t bytes) {
  if (s.size() <= bytes) return s;
  while (bytes > 0 && (static_cast<unsigned char>(s[bytes]) & 0xC0) == 0x80) --bytes;
  s.resize(bytes);
  return s;
}

/// Sheet names are short, their own, and without the signs that formulas need.
std::string free_name(std::string name, std::set<std::string>& taken) {
  std::replace_if(name.begin(), name.end(), [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, ' ');
  name = cut(printable(std::move(name)), kLettersOfName);
  std::string out = name;
  for (int n = 2; !taken.insert(text::lower(out)).second; ++n) {
    const std::string tail = fmt::format(" ({})", n);
    out = cut(name, kLettersOfName - tail.size()) + tail;
  }
  return out;
}

/// How the cells of a row look.
struct Look {
  lxw_format *text, *number, *date;
};

void put_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Json& cell, const Look& look) {
  lxw_datetime day;
  if (cell.is_null())
    worksheet_write_blank(sheet, row, column, look.text);
  else if (cell.is_number())
    worksheet_write_number(sheet, row, column, cell.get<double>(), look.number);
  else if (const std::string s = shown(cell); look.date && as_day(s, day))
    worksheet_write_datetime(sheet, row, column, &day, look.date);
  else
    worksheet_write_string(sheet, row, column, cut(printable(s), kBytesOfCell).c_str(), look.text);
}

/// For every column the width of its longest cell; those merged over columns have room enough.
std::vector<int> widths_of(const Sheet& content, std::size_t from, std::size_t to) {
  const Listing& listing = content.listing;
  const auto wide = [&](std::size_t row, std::size_t column) {
    return std::any_of(content.merged.begin(), content.merged.end(),
                       [&](const Merged& m) { return m.row == row && m.column == column && m.columns > 1; });
  };
  const std::size_t labels = std::min<std::size_t>(content.heads, 1);
  std::vector<int> widths(listing.columns.size(), kNarrowest);
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (!wide(0, c)) widths[c] = std::max(widths[c], text::display_width(listing.columns[c].label));
    for (std::size_t r = from; r < std::min(to, from + kRowsMeasured); ++r)
      if (!wide(r + labels, c)) widths[c] = std::max(widths[c], text::display_width(printable(shown(listing.rows[r][c]))));
  }
  return widths;
}

/// For every row, from the first heading row, the height its text needs; what is merged over rows makes the last of them higher.
std::vector<double> heights_of(const Sheet& content, const std::vector<double>& widths) {
  const Listing& listing = content.listing;
  const std::size_t labels = std::min<std::size_t>(content.heads, 1), rows = listing.rows.size() + labels;
  std::vector<double> heights(rows, kLine);
  const auto needed = [&](std::size_t row, std::size_t column, std::size_t columns) {
    const Json cell = row < labels ? Json(listing.columns[column].label) : listing.rows[row - labels][column];
    double room = 0;
    for (std::size_t c = column; c < column + columns; ++c) room += widths[c];
    return kLine * std::max(1.0, std::ceil(kLetter * text::display_width(printable(shown(cell))) / std::max(1.0, room)));
  };
  std::vector<std::vector<bool>> merged(rows, std::vector<bool>(widths.size()));
  for (const Merged& m : content.merged)
    for (std::size_t r = m.row; r < m.row + m.rows; ++r)
      for (std::size_t c = m.column; c < m.column + m.columns; ++c) merged[r][c] = true;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < widths.size(); ++c)
      if (!merged[r][c]) heights[r] = std::max(heights[r], needed(r, c, 1));
  for (const Merged& m : content.merged) {
    double have = 0;
    for (std::size_t r = m.row; r < m.row + m.rows; ++r) have += heights[r];
    heights[m.row + m.rows - 1] += std::max(0.0, needed(m.row, m.column, m.columns) - have);
  }
  constexpr double kHighest = 409;  // points; no spreadsheet has higher rows
  for (double& height : heights) height = std::min(height, kHighest);
  return heights;
}

/// For every row of the listing how many groups it lies in.
std::vector<int> depths_of(const Sheet& content) {
  std::vector<int> depths(content.listing.rows.size());
  for (const RowGroup& g : content.groups)
    for (std::size_t r = g.row + 1; r <= g.row + g.rows && r < depths.size(); ++r) depths[r] = std::max(depths[r], std::min(g.level, kDeepest));
  return depths;
}

void put_rows(lxw_worksheet* sheet, const Sheet& content, std::size_t from, std::size_t to, const Formats& formats) {
  const Listing& listing = content.listing;
  const auto columns = static_cast<lxw_col_t>(listing.columns.size());
  lxw_row_t at = 0;
  if (!content.title.empty()) {
    worksheet_write_string(sheet, 0, 0, printable(content.title).c_str(), formats.title);
    at = 2;
  }
  const lxw_row_t first = at;
  const std::size_t heads = from == 0 ? content.heads : std::min<std::size_t>(content.heads, 1);
  const bool as_printed = content.widths.size() == columns;
  const bool across = columns > kManyColumns;
  std::vector<double> widths;
  if (as_printed)
    for (const double share : content.widths) widths.push_back(share * (across ? kPaperAcross : kPaper));
  else
    for (const int width : widths_of(content, from, to)) widths.push_back(std::min(width, kWidest) + 2);
  for (lxw_col_t c = 0; c < columns; ++c) worksheet_set_column(sheet, c, c, widths[c], nullptr);
  lxw_format* const head = as_printed ? formats.centred_head : formats.head;
  if (from == 0)
    for (const Merged& m : content.merged)
      worksheet_merge_range(sheet, first + static_cast<lxw_row_t>(m.row), static_cast<lxw_col_t>(m.column),
                            first + static_cast<lxw_row_t>(m.row + m.rows - 1), static_cast<lxw_col_t>(m.column + m.columns - 1), "",
                            m.row < heads ? head : formats.text);
  // The library keeps the last that is written to a cell: only the first of a merged range is written again.
  const auto covered = [&](std::size_t row, std::size_t column) {
    return from == 0 && std::any_of(content.merged.begin(), content.merged.end(), [&](const Merged& m) {
             return row >= m.row && row < m.row + m.rows && column >= m.column && column < m.column + m.columns &&
                    (row != m.row || column != m.column);
           });
  };
  const std::vector<double> heights = as_printed && from == 0 ? heights_of(content, widths) : std::vector<double>();
  const std::vector<int> depths = from == 0 ? depths_of(content) : std::vector<int>(to - from);
  std::size_t row = 0;
  const auto put_row = [&](const auto& cell_of, bool titles, int depth) {
    if (!heights.empty() || depth > 0) {
      lxw_row_col_options options{};
      options.level = static_cast<std::uint8_t>(depth);
      worksheet_set_row_opt(sheet, at, heights.empty() ? LXW_DEF_ROW_HEIGHT : heights[row], nullptr, &options);
    }
    for (lxw_col_t c = 0; c < columns; ++c) {
      if (covered(row, c)) continue;
      Look look{formats.text, formats.number, formats.date};
      if (as_printed && c == 0) look = {formats.row_number, formats.row_number, nullptr};
      if (titles) look = {formats.bold, formats.bold, nullptr};
      if (row < heads) look = {head, head, nullptr};
      put_cell(sheet, at, c, cell_of(c), look);
    }
    ++row;
    ++at;
  };
  if (!content.groups.empty()) worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);  // titles stand above
  if (heads > 0) put_row([&](lxw_col_t c) { return Json(listing.columns[c].label); }, false, 0);
  for (std::size_t r = from; r < to; ++r) {
    const bool titles = from == 0 && std::any_of(content.groups.begin(), content.groups.end(), [&](const RowGroup& g) { return g.row == r; });
    put_row([&](lxw_col_t c) { return listing.rows[r][c]; }, titles, depths[r - from]);
  }
  if (listing.rows.empty() && columns > 0) worksheet_write_string(sheet, at, 0, tr("Nothing found."), formats.text);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  if (across) worksheet_set_landscape(sheet);
  if (columns == 0 || heads == 0) return;
  const lxw_row_t last_head = first + static_cast<lxw_row_t>(heads) - 1;
  worksheet_repeat_rows(sheet, first, last_head);
  worksheet_freeze_panes(sheet, last_head + 1, 0);
  // Filters and sorting do not go with merged cells.
  if (at > last_head + 1 && content.merged.empty()) worksheet_autofilter(sheet, last_head, 0, at - 1, static_cast<lxw_col_t>(columns - 1));
}

/// A name in the temporary folder that is removed with this.
struct TemporaryFile {
  std::string path = (std::filesystem::temp_directory_path() / "sohoa-XXXXXX").string();
  int fd = mkstemp(path.data());
  ~TemporaryFile() {
    if (fd < 0) return;
    close(fd);
    unlink(path.c_str());
  }
};

}  // namespace

Result<std::string> as_xlsx(const std::vector<Sheet>& sheets) {
  TemporaryFile file;  // the library writes by name only
  lxw_workbook* book = file.fd < 0 ? nullptr : workbook_new(file.path.c_str());
  const auto not_written = [&] {
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), file.path), tr("Is the disk full?"));
  };
  if (!book) return not_written();
  const Formats formats(book);
  std::set<std::string> taken;
  for (const Sheet& content : sheets)
    for (std::size_t from = 0; from == 0 || from < content.listing.rows.size(); from += kRowsOfSheet) {
      lxw_worksheet* sheet = workbook_add_worksheet(book, free_name(content.name, taken).c_str());
      if (sheet) put_rows(sheet, content, from, std::min(content.listing.rows.size(), from + kRowsOfSheet), formats);
    }
  if (workbook_close(book) != LXW_NO_ERROR) return not_written();
  return read_file(file.path);
}

}  // namespace sohoa
