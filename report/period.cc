#include "report/period.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

struct PeriodRow {
  std::string name, from, to;  // "quý II", "15/03", "14/06"
};

Result<std::vector<PeriodRow>> period_rows() {
  const DataTable table = TRY(read_csv(data_folder() / "reporting_periods.csv"));
  const int name = table.column("name"), from = table.column("from"), to = table.column("to");
  if (name < 0 || from < 0 || to < 0)
    return fail(ErrorCode::bad_data, tr("reporting_periods.csv: columns \"name\", \"from\" and \"to\" are needed"));
  std::vector<PeriodRow> rows;
  const auto at = [](const std::vector<std::string>& row, int i) { return row[static_cast<std::size_t>(i)]; };
  for (const auto& row : table.rows) rows.push_back({at(row, name), at(row, from), at(row, to)});
  return rows;
}

/// The row in a year: from 15/12 of the year before when it would otherwise end before it begins.
Result<Period> in_year(const PeriodRow& row, int year) {
  const auto day = [](const std::string& typed, int y) { return read_typed_date(fmt::format("{}/{}", typed, y)).iso; };
  Period out{fmt::format("{}{}{}", row.name, row.name == "năm" ? " " : "/", year), day(row.from, year), day(row.to, year)};
  if (out.from > out.to) out.from = day(row.from, year - 1);
  if (out.from.size() != 10 || out.to.size() != 10)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("reporting_periods.csv: {} is no period")), row.name));
  return out;
}

bool is_quarter(const PeriodRow& row) { return text::fold(row.name).starts_with("quy"); }

/// "II" or "2" → 2; 0 = neither.
int quarter_number(std::string_view s) {
  static constexpr std::array kRoman{"i", "ii", "iii", "iv"};
  for (std::size_t i = 0; i < kRoman.size(); ++i)
    if (s == kRoman[i] || s == std::to_string(i + 1)) return static_cast<int>(i) + 1;
  return 0;
}

Period month_of(int year, unsigned month) {
  namespace chrono = std::chrono;
  const auto last = chrono::year{year} / chrono::month{month} / chrono::last;
  return {fmt::format("tháng {}/{}", month, year), fmt::format("{:04}-{:02}-01", year, month),
          fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(last.day()))};
}

}  // namespace

Result<std::vector<Period>> reporting_quarters(int first_year, int last_year) {
  const auto rows = TRY(period_rows());
  std::vector<Period> out;
  for (int year = first_year; year <= last_year; ++year)
    for (const PeriodRow& row : rows)
      if (is_quarter(row)) out.push_back(TRY(in_year(row, year)));
  return out;
}

Result<Period> period_named(std::string_view typed) {
  const auto not_understood = [&] {
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("no period: {}")), typed),
                tr("Write it as in quý-II-2025, 2025, 2025-05 or 2025-03-15..2025-06-14."));
  };
  if (const auto dots = typed.find(".."); dots != typed.npos) {
    const TypedDate from = read_typed_date(typed.substr(0, dots)), to = read_typed_date(typed.substr(dots + 2));
    if (from.iso.size() != 10 || to.iso.size() != 10 || from.iso > to.iso) return not_understood();
    return Period{fmt::format("{} – {}", day_first(from.iso), day_first(to.iso)), from.iso, to.iso};
  }
  const std::string folded = text::fold(text::normalize(typed));
  std::vector<std::string> words;
  for (const auto w : text::words(folded)) words.emplace_back(w);
  std::erase(words, "nam");
  const auto number = [](const std::string& s) {
    int n = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
    return error == std::errc() && end == s.data() + s.size() ? n : 0;
  };
  if (words.size() == 3 && words[0] == "quy") {
    const int quarter = quarter_number(words[1]), year = number(words[2]);
    if (quarter == 0 || year < 1900 || year > 2999) return not_understood();
    auto quarters = TRY(reporting_quarters(year, year));
    if (quarters.size() != 4) return fail(ErrorCode::bad_data, tr("reporting_periods.csv: four quarters are needed"));
    return std::move(quarters[static_cast<std::size_t>(quarter) - 1]);
  }
  if (words.size() == 1 && words[0].size() == 4 && number(words[0]) >= 1900) {
    for (const PeriodRow& row : TRY(period_rows()))
      if (text::fold(row.name) == "nam") return in_year(row, number(words[0]));
    return not_understood();
  }
  if (!words.empty() && words[0] == "thang") words.erase(words.begin());
  if (const TypedDate month = read_typed_date(fmt::format("{}", fmt::join(words, "/"))); month.iso.size() == 7)
    return month_of(number(month.iso.substr(0, 4)), static_cast<unsigned>(number(month.iso.substr(5, 2))));
  return not_understood();
}

}  // namespace sohoa
