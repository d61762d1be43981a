#include "pipeline/extract/working_days.hh"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "core/data_files.hh"
#include "core/language.hh"

namespace sohoa {
namespace {

std::optional<std::chrono::sys_days> day_of(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = -1;
    const auto [end, error] = std::from_chars(iso.data() + at, iso.data() + at + size, value);
    return error == std::errc{} && end == iso.data() + at + size ? value : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::string iso_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

int year_of(std::chrono::sys_days day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

}  // namespace

Result<WorkingDays> WorkingDays::load(const std::filesystem::path& folder) {
  WorkingDays days;
  const DataTable table = TRY(read_csv(folder / "holidays.csv"));
  const int date = table.column("date"), kind = table.column("kind");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string& iso = date < 0 ? std::string{} : table.rows[i][static_cast<std::size_t>(date)];
    const std::string& what = kind < 0 ? std::string{} : table.rows[i][static_cast<std::size_t>(kind)];
    const auto day = day_of(iso);
    if (!day || (what != "nghỉ" && what != "làm bù"))
      return fail(
          ErrorCode::bad_data,
          fmt::format(fmt::runtime(tr("holidays.csv, line {}: expected a date (2026-01-01) and nghỉ or làm bù")),
                      table.lines[i]));
    (what == "nghỉ" ? days.off_ : days.worked_).insert(iso);
    days.years_.insert(year_of(*day));
  }
  return days;
}

std::optional<bool> WorkingDays::is_working(std::string_view date) const {
  const auto day = day_of(date);
  if (!day || !covers(year_of(*day))) return std::nullopt;
  if (worked_.contains(date)) return true;
  const std::chrono::weekday weekday(*day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !off_.contains(date);
}

std::optional<std::string> WorkingDays::not_before(std::string_view date) const {
  const auto first = day_of(date);
  if (!first) return std::nullopt;
  for (auto day = *first;; day += std::chrono::days(1)) {
    std::string iso = iso_of(day);
    const auto working = is_working(iso);
    if (!working) return std::nullopt;
    if (*working) return iso;
  }
}

std::optional<std::string> WorkingDays::after(std::string_view date, int count) const {
  const auto first = day_of(date);
  if (!first || !covers(year_of(*first))) return std::nullopt;
  std::string at(date);
  for (auto day = *first; count > 0; --count) {
    const auto next = not_before(iso_of(day += std::chrono::days(1)));
    if (!next) return std::nullopt;
    at = *next;
    day = *day_of(at);
  }
  return at;
}

}  // namespace sohoa
