#include "report/register.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>

#include "core/csv_rows.hh"
#include "core/language.hh"
#include "core/text/legacy.hh"
#include "core/text/normalize.hh"
#include "core/text/text_of_bytes.hh"
#include "report/spreadsheet.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

using Cells = std::vector<std::string>;
using Visit = std::function<bool(int sheet, int row, Cells&)>;

constexpr std::size_t kRowsBeforeHeader = 50;
constexpr std::size_t kSample = 1 << 16;  // bytes that tell the encoding

constexpr std::array kColumns{"ordinal", "dossier", "number", "digits", "notation", "date", "day",  "month", "year",      "type",
                              "subject", "issuer",  "pages",  "note",   "unit",     "field", "box", "documents", "ignored"};

/// A column head or a word of a row as it is compared: no marks, no case, one space between words.
std::string plain(std::string_view s) {
  const std::string folded = text::fold(s);
  std::string out;
  for (const auto word : text::words(folded)) (out += out.empty() ? "" : " ") += word;
  return out;
}

bool is_number(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Which column of the file holds what: "number" → 2. The first of several columns for the same thing counts.
using Header = std::map<std::string, std::size_t>;

Header header_of(const Cells& row, const std::map<std::string, std::string>& names) {
  Header header;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (const auto found = names.find(plain(row[i])); found != names.end()) header.emplace(found->second, i);
  return header;
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

using Names = std::map<std::string, std::string>;

/// Reads rows one by one: those of a sheet are held back until its header is found, the rest is taken as it comes.
class Reader {
 public:
  explicit Reader(const Names& names) : names_(names) {}

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
    } else if (const auto written = std::ranges::find_if(waiting_, [](const auto& row) { return says_something(row.second); }); written != waiting_.end()) {
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

  Cells filled() const {
    Cells out;
    for (const std::string& c : *cells_)
      if (!c.empty()) out.push_back(c);
    return out;
  }

  /// Rows that are part of the form and name no document: empty, (1) (2) (3), totals, the heading of a dossier.
  bool skipped() {
    const Cells some = filled();
    if (some.empty()) return true;
    if (register_.rows.empty() && is_column_numbers(some)) return true;
    const std::string first = plain(some.front());
    const bool total = first == "cong" || first == "tong" || first.starts_with("tong cong") || first.starts_with("tong so") ||
                       first.starts_with("cong ");
    if (total && cell("number").empty() && cell("digits").empty()) return true;
    if (some.size() > 1) return false;
    if (first.starts_with("ho so") && !header_.count("dossier")) {
      dossier_ = register_.texts.once(dossier_named(some.front()));
      return true;
    }
    return false;
  }

  static bool says_something(const Cells& cells) {
    return std::ranges::any_of(cells, [](const std::string& c) { return !c.empty(); });
  }

  static bool is_column_numbers(const Cells& some) {
    if (some.size() < 2) return false;
    for (std::size_t i = 0; i < some.size(); ++i) {
      const std::string n = plain(some[i]);
      const bool letter = n.size() == 1 && n[0] >= 'a' && n[0] <= 'd';
      if (!letter && (!is_number(n) || n.size() > 2)) return false;
      if (i > 0 && is_number(n) && is_number(plain(some[i - 1])) && std::stoi(n) != std::stoi(plain(some[i - 1])) + 1) return false;
    }
    return true;
  }

  /// "Hồ sơ số 03: Cải cách hành chính" → "03: Cải cách hành chính".
  static std::string dossier_named(const std::string& heading) {
    std::string_view rest = heading;
    for (const std::string_view word : text::words(heading)) {
      const std::string p = plain(word);
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
    const bool placed = is_number(plain(row.ordinal)) || !typed.empty() || !row.issuer.empty();
    const bool names = dossiers_ ? !cell("dossier").empty() : !row.number.empty() || (!row.subject.empty() && placed);
    if (!names) {
      problem("not counted, names no document: {}", fmt::join(filled(), " | "));
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
    const std::string unit = plain(std::string_view(end, static_cast<std::size_t>(typed.data() + typed.size() - end)));
    if (error == std::errc() && n > 0 && (unit.empty() || std::find(units.begin(), units.end(), unit) != units.end())) return n;
    problem(message, typed);
    return std::nullopt;
  }

  const Names& names_;
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

/// How much a header says when the text is cut at `delimiter`; 0 = there is none, or it does not even parse.
std::size_t header_under(char delimiter, std::string_view csv, const std::string& name, const Names& names) {
  std::size_t best = 0;
  const auto parsed = each_csv_row(csv, delimiter, name, [&](int row, Cells& cells) {
    if (const Header header = header_of(cells, names); is_header(header)) best = std::max(best, header.size());
    return row < static_cast<int>(kRowsBeforeHeader);
  });
  return parsed ? best : 0;
}

/// Whether bytes are UTF-8: then cells are decoded one by one, in which a comma is no letter of an old font.
bool is_utf8(std::string_view sample) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  return sample.find('\0') == sample.npos && (sample.find(kReplacement) != sample.npos || text::normalize(sample).find(kReplacement) == std::string::npos);
}

Result<void> each_csv(std::string_view bytes, const std::string& name, const Names& names, const Visit& visit) {
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
  Names names;
  for (const auto& row : columns.rows)
    names.emplace(plain(text::normalize(row[static_cast<std::size_t>(name_at)])), row[static_cast<std::size_t>(column_at)]);
  if (looks_like_xls(bytes))
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the old .xls form is not read")), name),
                tr("Open it in a spreadsheet and save it as .xlsx."));
  Reader reader(names);
  const Visit visit = [&](int sheet, int row, Cells& cells) { return reader.row(sheet, row, cells); };
  TRY_VOID(looks_like_xlsx(bytes) ? each_xlsx_row(bytes, name, visit) : each_csv(bytes, name, names, visit));
  if (auto read = reader.result()) return std::move(*read);
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: no row names the columns of a register")), name),
              tr("Columns such as STT, Số ký hiệu, Ngày tháng, Trích yếu, Cơ quan ban hành, Số trang are known; name others in a "
                 "small file (--columns) or in data/register_columns.csv."));
}

}  // namespace sohoa
