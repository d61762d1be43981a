#include "report/case_list.hh"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/headed_rows.hh"
#include "report/likeness.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr std::size_t kShortestCode = 4;  // bytes; shorter are ordinals and sums

/// "15/05/2025 08:30:12": systems write the time beside the day, before or behind it.
std::string day_in(std::string_view cell) {
  std::string day;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t end = std::min(cell.find(' ', at), cell.size());
    const std::string_view part = cell.substr(at, end - at);
    if (part.find(':') == part.npos) (day += day.empty() ? "" : " ") += part;
    else if (const std::size_t time = part.find('T'); time != part.npos) day += part.substr(0, time);
    at = end + 1;
  }
  return day;
}

class CaseReader {
 public:
  CaseReader(const ColumnNames& names, const ColumnNames& values) : names_(names), values_(values) {}

  void row(int sheet, int row, std::vector<std::string>& cells) {
    if (sheet != sheet_) end_sheet(), sheet_ = sheet;
    for (std::string& c : cells) c = text::normalize(c);
    const std::vector<std::string> some = filled(cells);
    if (header_.empty()) {
      if (++seen_ <= kRowsBeforeHeader && is_header(cells)) begin_cases(header_of(cells, names_));
      else if (first_written_ == 0 && !some.empty()) first_written_ = row;
    } else if (is_case(row, cells, some)) {
      take(row, cells);
    }
  }

  /// nullopt when no sheet had a header.
  std::optional<CaseList> result() {
    end_sheet();
    if (list_.columns.empty()) return std::nullopt;
    return std::move(list_);
  }

 private:
  bool is_header(const std::vector<std::string>& cells) const {
    const Header found = header_of(cells, names_);
    return found.contains("code") && found.contains("received");
  }

  void begin_cases(Header header) {
    header_ = std::move(header);
    std::set<std::string> columns;
    for (const auto& [column, at] : header_) columns.insert(column == "returned" ? "finished" : column);
    if (list_.columns.empty()) list_.columns = std::move(columns);
    else std::erase_if(list_.columns, [&](const std::string& column) { return !columns.contains(column); });
  }

  void end_sheet() {
    if (header_.empty() && first_written_ > 0) problem(first_written_, "no row names the columns of a case list: the sheet was not read");
    header_.clear();
    seen_ = 0;
    first_written_ = 0;
  }

  /// Whether a row holds a case; one that seems to and does not is a problem.
  bool is_case(int row, const std::vector<std::string>& cells, const std::vector<std::string>& some) {
    const std::string code = cell(cells, "code");
    if (code.size() >= kShortestCode && code.find_first_of("0123456789") != code.npos) return true;
    if (some.empty() || is_total(some) || is_column_numbers(some) || is_header(cells)) return false;
    if (code.empty()) problem(row, "no code says which case this is: the row does not count");
    else problem(row, "this is no code of a case, the row does not count: {}", code);
    return false;
  }

  std::string cell(const std::vector<std::string>& cells, const char* column) const {
    const auto found = header_.find(column);
    return found == header_.end() || found->second >= cells.size() ? std::string() : cells[found->second];
  }

  template <class... Parts>
  void problem(int row, const char* message, Parts&&... parts) {
    std::string said = fmt::format(fmt::runtime(tr(message)), std::forward<Parts>(parts)...);
    if (sheet_ > 0) said = fmt::format(fmt::runtime(tr("sheet {}: {}")), sheet_ + 1, said);
    list_.problems.push_back({row, std::move(said)});
  }

  std::string day(int row, const std::string& typed) {
    if (typed.empty()) return {};
    const TypedDate read = read_typed_date(day_in(typed));
    if (read.iso.size() == 10 && !read.guessed) return read.iso;
    problem(row, "date not understood: {}", typed);
    return {};
  }

  /// What data/case_values.csv makes of a cell: "yes", "no", "done", "open", "left"; empty = it does not know.
  std::string meaning(const char* column, const std::string& typed) const {
    for (const std::string& key : {fmt::format("{} {}", column, plain_words(typed)), plain_words(typed)})
      if (const auto found = values_.find(key); found != values_.end()) return found->second;
    return {};
  }

  Said said(int row, const std::vector<std::string>& cells, const char* column) {
    const std::string typed = cell(cells, column);
    if (typed.empty()) return Said::nothing;
    if (typed.find("://") != std::string::npos) return Said::yes;  // where the result lies
    const std::string means = meaning(column, typed);
    if (means.empty()) problem(row, "neither yes nor no: {}", typed);
    return means == "yes" ? Said::yes : means == "no" ? Said::no : Said::nothing;
  }

  void take(int row, const std::vector<std::string>& cells) {
    Case one;
    one.row = row;
    one.code = cell(cells, "code");
    one.procedure = cell(cells, "procedure");
    one.unit = cell(cells, "unit");
    one.received = day(row, cell(cells, "received"));
    one.due = day(row, cell(cells, "due"));
    one.finished = day(row, cell(cells, cell(cells, "finished").empty() ? "returned" : "finished"));
    const std::string status = cell(cells, "status"), means = meaning("status", status);
    if (!status.empty() && means.empty()) problem(row, "state not known: {}", status);
    one.left = means == "left";
    one.done = means == "done";
    if (one.done && one.finished.empty()) problem(row, "finished, but no day says when: {}", one.code);
    one.digitized = said(row, cells, "digitized");
    one.electronic_result = said(row, cells, "electronic_result");
    one.paper_result = said(row, cells, "paper_result");
    one.reused = said(row, cells, "reused");
    if (one.received.empty()) problem(row, "no day says when it was received: {}", one.code);
    if (!one.received.empty() && !one.finished.empty() && one.finished < one.received) problem(row, "finished before it was received: {}", one.code);
    const auto [at, added] = by_code_.try_emplace(one.code, list_.cases.size());
    if (added) {
      list_.cases.push_back(std::move(one));
    } else {
      problem(row, "{} stands in row {} already; this row counts", one.code, list_.cases[at->second].row);
      list_.cases[at->second] = std::move(one);
    }
  }

  const ColumnNames &names_, &values_;
  Header header_;
  int sheet_ = -1;
  std::size_t seen_ = 0;   // rows of the sheet, until its header
  int first_written_ = 0;  // row of them that says something
  CaseList list_;
  std::unordered_map<std::string, std::size_t> by_code_;
};

Result<ColumnNames> names_in(const char* file, const char* value, bool with_column) {
  const DataTable table = TRY(read_csv(data_folder() / file));
  const int name_at = table.column("name"), column_at = table.column("column"), value_at = table.column(value);
  ColumnNames out;
  for (const auto& row : table.rows) {
    std::string key = plain_words(row[static_cast<std::size_t>(name_at)]);
    if (with_column && !row[static_cast<std::size_t>(column_at)].empty()) key = row[static_cast<std::size_t>(column_at)] + ' ' + key;
    out.emplace(std::move(key), row[static_cast<std::size_t>(value_at)]);
  }
  return out;
}

}  // namespace

Result<CaseList> parse_cases(std::string_view bytes, const std::string& name) {
  const ColumnNames names = TRY(names_in("case_columns.csv", "column", false)), values = TRY(names_in("case_values.csv", "means", true));
  CaseReader reader(names, values);
  TRY_VOID(each_table_row(bytes, name, names, [&](int sheet, int row, std::vector<std::string>& cells) { return reader.row(sheet, row, cells), true; }));
  std::optional<CaseList> list = reader.result();
  if (!list)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: no row names the columns of a case list")), name),
                tr("Mã hồ sơ and Ngày tiếp nhận at least are wanted; other names of columns go into data/case_columns.csv."));
  return std::move(*list);
}

Figures figures_of(const CaseList& list, const Period& whole, const std::string& as_of, std::string_view unit, const std::string& source) {
  Period period = whole;
  period.to = std::min(period.to, as_of);
  if (period.to < period.from || (!unit.empty() && !list.columns.contains("unit"))) return {};
  long received = 0, digitized = 0, reusing = 0, paper = 0, electronic = 0, handled = 0, in_time = 0;
  for (const Case& c : list.cases) {
    if (c.left || (!unit.empty() && issuers_agree(c.unit, unit) != Agreement::yes)) continue;
    if (period.holds(c.received)) {
      ++received;
      digitized += c.digitized == Said::yes && c.electronic_result != Said::no;
      reusing += c.reused == Said::yes;
    }
    const bool finished = period.holds(c.finished);
    const bool open = !c.received.empty() && c.received <= period.to && (c.finished.empty() ? !c.done : c.finished > period.to);
    if (finished && c.paper_result != Said::no) {
      ++paper;
      electronic += c.electronic_result == Said::yes;
    }
    if ((finished || open) && !c.due.empty()) {
      ++handled;
      in_time += (finished ? c.finished : period.to) <= c.due;
    }
  }
  Figures out;
  const auto tell = [&](const char* name, long value, const char* population, std::initializer_list<const char*> columns) {
    if (std::ranges::all_of(columns, [&](const char* column) { return list.columns.contains(column); }))
      out[name] = {value, population, period.from, period.to, source};
  };
  constexpr const char *kReceived = "hồ sơ tiếp nhận trong kỳ", *kReturned = "hồ sơ trả kết quả trong kỳ", *kHandled = "hồ sơ giải quyết trong kỳ hoặc còn lại cuối kỳ, có ngày hẹn trả";
  tell("cases_received", received, kReceived, {});
  tell("cases_digitized", digitized, kReceived, {"digitized"});
  tell("cases_reusing", reusing, kReceived, {"reused"});
  tell("results_paper_required", paper, kReturned, {"finished", "paper_result"});
  tell("results_electronic", electronic, kReturned, {"finished", "paper_result", "electronic_result"});
  tell("cases_handled", handled, kHandled, {"finished", "due"});
  tell("cases_in_time", in_time, kHandled, {"finished", "due"});
  return out;
}

}  // namespace sohoa
