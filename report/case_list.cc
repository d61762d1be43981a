#include "report/case_list.hh"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/headed_rows.hh"
#include "report/likeness.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr std::size_t kRowsBeforeHeader = 50;

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
    if (sheet != sheet_) sheet_ = sheet, header_.clear(), seen_ = 0;
    for (std::string& c : cells) c = text::normalize(c);
    if (header_.empty()) {
      if (Header found = header_of(cells, names_); ++seen_ <= kRowsBeforeHeader && found.contains("code") && found.contains("received")) {
        header_ = std::move(found);
        for (const auto& [column, at] : header_) list_.columns.insert(column);
      }
      return;
    }
    if (std::ranges::any_of(cells, [](const std::string& c) { return !c.empty(); })) take(row, cells);
  }

  CaseList& list() { return list_; }

 private:
  std::string cell(const std::vector<std::string>& cells, const char* column) const {
    const auto found = header_.find(column);
    return found == header_.end() || found->second >= cells.size() ? std::string() : cells[found->second];
  }

  template <class... Parts>
  void problem(int row, const char* message, Parts&&... parts) {
    list_.problems.push_back({row, fmt::format(fmt::runtime(tr(message)), std::forward<Parts>(parts)...)});
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
    if (one.code.find_first_of("0123456789") == std::string::npos) return;  // column numbers, totals, signatures
    if (one.code.size() < 4) return;
    one.procedure = cell(cells, "procedure");
    one.unit = cell(cells, "unit");
    one.received = day(row, cell(cells, "received"));
    one.due = day(row, cell(cells, "due"));
    one.finished = day(row, cell(cells, cell(cells, "finished").empty() ? "returned" : "finished"));
    const std::string status = cell(cells, "status"), means = meaning("status", status);
    if (!status.empty() && means.empty()) problem(row, "state not known: {}", status);
    one.left = means == "left";
    if (means == "done" && one.finished.empty()) problem(row, "finished, but no day says when: {}", one.code);
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
  std::size_t seen_ = 0;
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
  if (reader.list().columns.empty())
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: no row names the columns of a case list")), name),
                tr("Mã hồ sơ and Ngày tiếp nhận at least are wanted; other names of columns go into data/case_columns.csv."));
  return std::move(reader.list());
}

Figures figures_of(const CaseList& list, const Period& period, std::string_view unit, const std::string& source) {
  long received = 0, digitized = 0, reusing = 0, paper = 0, electronic = 0, handled = 0, in_time = 0;
  for (const Case& c : list.cases) {
    if (c.left || (!unit.empty() && issuers_agree(c.unit, unit) != Agreement::yes)) continue;
    if (period.holds(c.received)) {
      ++received;
      digitized += c.digitized == Said::yes && c.electronic_result != Said::no;
      reusing += c.reused == Said::yes;
    }
    const bool finished = period.holds(c.finished);
    const bool open = !c.received.empty() && c.received <= period.to && (c.finished.empty() || c.finished > period.to);
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
  const bool finishing = list.columns.contains("finished") || list.columns.contains("returned");
  if (!finishing) return out;
  tell("results_paper_required", paper, kReturned, {});
  tell("results_electronic", electronic, kReturned, {"electronic_result"});
  tell("cases_handled", handled, kHandled, {"due"});
  tell("cases_in_time", in_time, kHandled, {"due"});
  return out;
}

}  // namespace sohoa
