#include "report/register.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

using Cells = std::vector<std::string>;
using Rows = std::vector<Cells>;

constexpr std::size_t kRowsBeforeHeader = 50;

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

bool names_documents(const Header& header) {
  return header.size() >= 2 && (header.count("number") || header.count("digits") || header.count("subject"));
}

/// A table in the file: where its header stands and what it says.
struct Found {
  Rows rows;
  std::size_t at = 0;
  Header header;
};

Found best_header(Rows rows, const std::map<std::string, std::string>& names) {
  Found found{std::move(rows), 0, {}};
  for (std::size_t i = 0; i < std::min(found.rows.size(), kRowsBeforeHeader); ++i)
    if (Header header = header_of(found.rows[i], names); names_documents(header) && header.size() > found.header.size()) {
      found.header = std::move(header);
      found.at = i;
    }
  return found;
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

bool looks_like_old_font(std::string_view s) { return text::words(s).size() >= 20 && text::valid_share(s) < 0.5; }

tl::unexpected<Error> old_font(const std::string& name) {
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the text seems to be typed in an old font (TCVN3, VNI)")), name),
              tr("Convert the table to Unicode, for example with Unikey's converter, and save it as CSV UTF-8."));
}

Result<void> check_encoding(std::string_view csv, const std::string& name) {
  const bool utf16 = csv.starts_with("\xFF\xFE") || csv.starts_with("\xFE\xFF");
  const std::string_view replacement = "\xEF\xBF\xBD";
  const std::string read = text::normalize(csv);
  const bool broken = read.find(replacement) != std::string::npos && csv.find(replacement) == std::string_view::npos;
  if (!utf16 && !broken) return {};
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the register is not UTF-8")), name),
              tr("Open it in a spreadsheet, convert old fonts (TCVN3, VNI) to Unicode, and save it as \"CSV UTF-8\"."));
}

/// Reads the rows below the header one by one.
class Reader {
 public:
  explicit Reader(Found found) : found_(std::move(found)) { widen(found_.header); }

  Register read() {
    for (std::size_t i = found_.at + 1; i < found_.rows.size(); ++i) {
      row_ = static_cast<int>(i) + 1;
      cells_ = &found_.rows[i];
      if (!skipped()) take();
    }
    return std::move(register_);
  }

 private:
  std::string cell(const char* column) const {
    const auto found = found_.header.find(column);
    if (found == found_.header.end() || found->second >= cells_->size()) return {};
    return text::normalize((*cells_)[found->second]);
  }

  template <class... Parts>
  void problem(const char* message, Parts&&... parts) {
    register_.problems.push_back({row_, fmt::format(fmt::runtime(tr(message)), std::forward<Parts>(parts)...)});
  }

  Cells filled() const {
    Cells out;
    for (const std::string& c : *cells_)
      if (!c.empty()) out.push_back(text::normalize(c));
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
    if (first.starts_with("ho so") && !found_.header.count("dossier")) {
      dossier_ = dossier_named(some.front());
      return true;
    }
    return false;
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
    RegisterRow row;
    row.row = row_;
    row.ordinal = cell("ordinal");
    row.type = cell("type");
    row.subject = cell("subject");
    row.issuer = cell("issuer");
    row.note = cell("note");
    row.number = number();
    if (std::string dossier = cell("dossier"); !dossier.empty()) dossier_ = std::move(dossier);
    row.dossier = dossier_;
    const std::string typed = typed_date();
    const bool placed = is_number(plain(row.ordinal)) || !typed.empty() || !row.issuer.empty();
    if (row.number.empty() && (row.subject.empty() || !placed)) {
      const Cells some = filled();
      problem("not counted, names no document: {}", fmt::join(some, " | "));
      return;
    }
    row.date = date(typed);
    row.pages = pages();
    const std::size_t width = found_.rows[found_.at].size();
    for (std::size_t i = width; i < cells_->size(); ++i)
      if (!(*cells_)[i].empty()) {
        problem("more cells than the header has: {}", text::normalize((*cells_)[i]));
        break;
      }
    register_.rows.push_back(std::move(row));
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

  std::optional<int> pages() {
    const std::string typed = cell("pages");
    if (typed.empty()) return std::nullopt;
    int n = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), n);
    const std::string unit = plain(std::string_view(end, static_cast<std::size_t>(typed.data() + typed.size() - end)));
    if (error == std::errc() && n > 0 && (unit.empty() || unit == "trang" || unit == "tr")) return n;
    problem("number of pages not understood: {}", typed);
    return std::nullopt;
  }

  Found found_;
  Register register_;
  const Cells* cells_ = nullptr;
  int row_ = 0;
  std::string dossier_;
};

}  // namespace

Result<Register> parse_register(std::string_view csv, const std::string& name, const DataTable& columns) {
  TRY_VOID(check_encoding(csv, name));
  std::map<std::string, std::string> names;
  const int name_at = columns.column("name"), column_at = columns.column("column");
  if (name_at < 0 || column_at < 0)
    return fail(ErrorCode::bad_data, "register_columns.csv: columns \"name\" and \"column\" are needed");
  for (const auto& row : columns.rows)
    names.emplace(plain(text::normalize(row[static_cast<std::size_t>(name_at)])), row[static_cast<std::size_t>(column_at)]);

  // The separator under which the header says most; a wrong one may not even parse.
  Found best;
  tl::expected<void, Error> trouble;
  for (const char delimiter : {',', ';', '\t'}) {
    auto rows = csv_rows(csv, delimiter, name);
    if (!rows) {
      trouble = tl::unexpected(rows.error());
      continue;
    }
    Found found = best_header(std::move(*rows), names);
    if (found.header.size() > best.header.size()) best = std::move(found);
  }
  if (best.header.empty()) {
    if (!trouble) return tl::unexpected(trouble.error());
    if (looks_like_old_font(text::normalize(csv))) return old_font(name);
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: no row names the columns of a register")), name),
                tr("Columns such as STT, Số ký hiệu, Ngày tháng, Trích yếu, Cơ quan ban hành, Số trang are known; other names can "
                   "be added to data/register_columns.csv."));
  }
  Register result = Reader(std::move(best)).read();
  std::string prose;
  for (const RegisterRow& row : result.rows) prose += row.subject + ' ' + row.issuer + ' ';
  if (looks_like_old_font(prose)) return old_font(name);
  return result;
}

}  // namespace sohoa
