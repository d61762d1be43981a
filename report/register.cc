#include "report/register.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "core/language.hh"
#include "core/text/legacy.hh"
#include "core/text/normalize.hh"
#include "report/headed_rows.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

using Cells = std::vector<std::string>;

constexpr std::array kColumns{"ordinal", "dossier", "number", "digits", "notation", "date", "day",  "month", "year",      "type",
                              "subject", "issuer",  "pages",  "note",   "unit",     "field", "box", "documents", "ignored"};

bool is_number(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

bool names_dossiers(const Header& header) { return header.count("dossier") && header.count("documents"); }

bool is_header(const Header& header) {
  return header.size() >= 2 &&
         (header.count("number") || header.count("digits") || header.count("subject") || names_dossiers(header));
}

/// "Số" without "Ký hiệu" is the whole number, "Ngày" without "Tháng" the whole date.
void widen(Header& header) {
  const auto promote = [&](const char* part, const char* partner, const char* whole) {
    const auto found = header.find(part);
    if (found == header.end() || header.count(partner) || header.count(whole)) return;
    header[whole] = found->second;
    header.erase(found);
  };
  promote("digits", "notation", "number");
  promote("day", "month", "date");
}

/// Reads rows one by one: those of a sheet are held back until its header is found, the rest is taken as it comes.
class Reader {
 public:
  explicit Reader(const ColumnNames& names) : names_(names) {}

  bool row(int sheet, int row, Cells& cells) {
    if (sheet != sheet_) settle(), begin(sheet);
    if (settled_ && header_.empty()) return true;
    if (!settled_) {
      waiting_.emplace_back(row, std::move(cells));
      if (waiting_.size() == kRowsBeforeHeader) settle();
    } else {
      to_unicode(cells);
      read(row, cells);
    }
    return true;
  }

  /// nullopt when no sheet had a header.
  std::optional<Register> result() {
    settle();
    if (!any_header_) return std::nullopt;
    return std::move(register_);
  }

 private:
  void begin(int sheet) {
    sheet_ = sheet;
    settled_ = false;
    header_.clear();
    dossier_ = {};
  }

  /// The row of the first fifty that names most columns is the header; what follows it is read.
  void settle() {
    if (settled_) return;
    settled_ = true;
    old_code_ = recognized_code();
    for (auto& [row, cells] : waiting_) to_unicode(cells);
    std::size_t at = 0;
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      if (Header header = header_of(waiting_[i].second, names_); is_header(header) && header.size() > header_.size()) {
        header_ = std::move(header);
        at = i;
      }
    if (!header_.empty()) {
      any_header_ = true;
      width_ = waiting_[at].second.size();
      widen(header_);
      dossiers_ = names_dossiers(header_) && !header_.count("number");
      register_.of_dossiers |= dossiers_;
      for (std::size_t i = at + 1; i < waiting_.size(); ++i) read(waiting_[i].first, waiting_[i].second);
    } else if (const auto written = std::ranges::find_if(waiting_, [](const auto& row) { return !filled(row.second).empty(); }); written != waiting_.end()) {
      row_ = written->first;
      problem("no row names the columns of a register: the sheet was not read");
    }
    waiting_.clear();
  }

  /// Spreadsheets hold old fonts' codes as Unicode letters; the file as a whole tells better than a cell.
  std::optional<text::Legacy> recognized_code() const {
    std::string some;
    for (const auto& [row, cells] : waiting_)
      for (const std::string& c : cells) (some += c) += '\n';
    return text::recognize_legacy(some);
  }

  void to_unicode(Cells& cells) const {
    for (std::string& c : cells)
      if (std::any_of(c.begin(), c.end(), [](char b) { return static_cast<unsigned char>(b) >= 0x80; })) c = text::normalize(old_code_ ? text::decode_lines(c, old_code_) : c);
  }

  void read(int row, const Cells& cells) {
    row_ = row;
    cells_ = &cells;
    if (!skipped()) take();
  }

  std::string cell(const char* column) const {
    const auto found = header_.find(column);
    if (found == header_.end() || found->second >= cells_->size()) return {};
    return (*cells_)[found->second];
  }

  template <class... Parts>
  void problem(const char* message, Parts&&... parts) {
    std::string said = fmt::format(fmt::runtime(tr(message)), std::forward<Parts>(parts)...);
    if (sheet_ > 0) said = fmt::format(fmt::runtime(tr("sheet {}: {}")), sheet_ + 1, said);
    register_.problems.push_back({row_, std::move(said)});
  }

  /// Rows that are part of the form and name no document: empty, (1) (2) (3), totals, the heading of a dossier.
  bool skipped() {
    const Cells some = filled(*cells_);
    if (some.empty()) return true;
    if (register_.rows.empty() && is_column_numbers(some)) return true;
    const std::string first = plain_words(some.front());
    if (is_total(some) && cell("number").empty() && cell("digits").empty()) return true;
    if (some.size() > 1) return false;
    if (first.starts_with("ho so") && !header_.count("dossier")) {
      dossier_ = register_.texts.once(dossier_named(some.front()));
      return true;
    }
    return false;
  }

  /// "Hồ sơ số 03: Cải cách hành chính" → "03: Cải cách hành chính".
  static std::string dossier_named(const std::string& heading) {
    std::string_view rest = heading;
    for (const std::string_view word : text::words(heading)) {
      const std::string p = plain_words(word);
      if (p != "ho" && p != "so") {
        rest = rest.substr(static_cast<std::size_t>(word.data() - heading.data()));
        return std::string(rest);
      }
    }
    return heading;
  }

  void take() {
    Texts& texts = register_.texts;
    RegisterRow row;
    row.row = row_;
    row.ordinal = texts.keep(cell("ordinal"));
    row.type = texts.once(cell("type"));
    row.subject = texts.keep(cell("subject"));
    row.issuer = texts.once(cell("issuer"));
    row.note = texts.once(cell("note"));
    row.unit = texts.once(cell("unit"));
    row.field = texts.once(cell("field"));
    row.box = texts.once(cell("box"));
    row.number = texts.keep(number());
    if (const std::string dossier = cell("dossier"); !dossier.empty()) dossier_ = texts.once(dossier);
    row.dossier = dossier_;
    const std::string typed = typed_date();
    const bool placed = is_number(plain_words(row.ordinal)) || !typed.empty() || !row.issuer.empty();
    const bool names = dossiers_ ? !cell("dossier").empty() : !row.number.empty() || (!row.subject.empty() && placed);
    if (!names) {
      problem("not counted, names no document: {}", fmt::join(filled(*cells_), " | "));
      return;
    }
    row.date = texts.once(date(typed));
    row.pages = count_in("pages", {"trang", "tr"}, "number of pages not understood: {}");
    row.documents = count_in("documents", {"van ban", "vb", "tai lieu"}, "number of documents not understood: {}");
    for (const std::string& c : *cells_)
      if (c.find("\xEF\xBF\xBD") != std::string::npos) problem("letters that could not be read: {}", c);
    for (std::size_t i = width_; i < cells_->size(); ++i)
      if (!(*cells_)[i].empty()) {
        problem("more cells than the header has: {}", (*cells_)[i]);
        break;
      }
    register_.rows.push_back(row);
  }

  std::string number() const {
    const std::string whole = cell("number");
    const std::string digits = cell("digits"), notation = cell("notation");
    if (!whole.empty() || digits.empty()) return whole.empty() ? notation : whole;
    return notation.empty() || notation.starts_with('/') ? digits + notation : digits + "/" + notation;
  }

  std::string typed_date() const {
    std::string typed = cell("date");
    for (const char* part : {"day", "month", "year"})
      if (cell("date").empty() && !cell(part).empty()) (typed += typed.empty() ? "" : "/") += cell(part);
    return typed;
  }

  std::string date(const std::string& typed) {
    if (typed.empty()) return {};
    TypedDate read = read_typed_date(typed);
    if (read.iso.empty()) problem("date not understood: {}", typed);
    if (read.guessed) problem("date {} was taken for {}", typed, read.iso);
    return std::move(read.iso);
  }

  std::optional<int> count_in(const char* column, std::initializer_list<std::string_view> units, const char* message) {
    const std::string typed = cell(column);
    if (typed.empty()) return std::nullopt;
    int n = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), n);
    const std::string unit = plain_words(std::string_view(end, static_cast<std::size_t>(typed.data() + typed.size() - end)));
    if (error == std::errc() && n > 0 && (unit.empty() || std::find(units.begin(), units.end(), unit) != units.end())) return n;
    problem(message, typed);
    return std::nullopt;
  }

  const ColumnNames& names_;
  Register register_;
  int sheet_ = 0;
  std::vector<std::pair<int, Cells>> waiting_;
  bool settled_ = false, any_header_ = false, dossiers_ = false;
  Header header_;
  std::size_t width_ = 0;
  std::optional<text::Legacy> old_code_;
  const Cells* cells_ = nullptr;
  int row_ = 0;
  Text dossier_;
};

tl::unexpected<Error> unknown_column(const std::string& file, int line, const std::string& column) {
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}, row {}: a register has no column \"{}\"")), file, line, column),
              fmt::format(fmt::runtime(tr("Columns are: {}.")), fmt::join(kColumns, ", ")));
}

}  // namespace

Result<DataTable> register_columns(const std::filesystem::path& own) {
  DataTable known = TRY(read_csv(data_folder() / "register_columns.csv"));
  if (own.empty()) return known;
  const DataTable more = TRY(read_csv(own));
  const int name_at = more.column("name"), column_at = more.column("column");
  if (name_at < 0 || column_at < 0)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: columns \"name\" and \"column\" are needed")), own.string()));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < more.rows.size(); ++i) {
    const std::string& column = more.rows[i][static_cast<std::size_t>(column_at)];
    if (std::find(kColumns.begin(), kColumns.end(), column) == kColumns.end())
      return unknown_column(own.string(), more.lines[i], column);
    std::vector<std::string> row(known.header.size());
    row[static_cast<std::size_t>(known.column("name"))] = more.rows[i][static_cast<std::size_t>(name_at)];
    row[static_cast<std::size_t>(known.column("column"))] = column;
    rows.push_back(std::move(row));
  }
  known.rows.insert(known.rows.begin(), rows.begin(), rows.end());  // the first of a name counts
  return known;
}

Result<Register> parse_register(std::string_view bytes, const std::string& name, const DataTable& columns) {
  const int name_at = columns.column("name"), column_at = columns.column("column");
  if (name_at < 0 || column_at < 0)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: columns \"name\" and \"column\" are needed")), "register_columns.csv"));
  ColumnNames names;
  for (const auto& row : columns.rows)
    names.emplace(plain_words(text::normalize(row[static_cast<std::size_t>(name_at)])), row[static_cast<std::size_t>(column_at)]);
  Reader reader(names);
  TRY_VOID(each_table_row(bytes, name, names, [&](int sheet, int row, Cells& cells) { return reader.row(sheet, row, cells); }));
  if (auto read = reader.result()) return std::move(*read);
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: no row names the columns of a register")), name),
              tr("Columns such as STT, Số ký hiệu, Ngày tháng, Trích yếu, Cơ quan ban hành, Số trang are known; name others in a "
                 "small file (--columns) or in data/register_columns.csv."));
}

}  // namespace sohoa
