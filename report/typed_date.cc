#include "report/typed_date.hh"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

namespace chrono = std::chrono;

std::string iso(chrono::year_month_day d) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                     static_cast<unsigned>(d.day()));
}

/// What a spreadsheet stores for a day: days since 30/12/1899 (1920 … 2064 are plausible).
TypedDate from_day_number(int n) {
  const chrono::sys_days epoch{chrono::year{1899} / 12 / 30};
  return {iso(chrono::year_month_day(epoch + chrono::days{n})), true};
}

TypedDate from_parts(int day, int month, int year, bool guessed) {
  if (month > 12 && day <= 12 && !guessed) {
    std::swap(day, month);
    guessed = true;
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return {fmt::format("{:04}-{:02}", year, month), true};
  return {iso(date), guessed};
}

/// 25 → 2025, 98 → 1998: registers hold no documents of the next decades.
int full_year(int year) { return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year; }

}  // namespace

TypedDate read_typed_date(std::string_view typed) {
  std::string folded = text::fold(text::normalize(typed));
  if (const auto clock = folded.find(':'); clock != std::string::npos)  // "2025-03-05 00:00:00"
    folded.resize(std::min(folded.find_last_of(" t", clock), folded.size()));
  std::vector<int> numbers;
  std::vector<std::size_t> digits;
  for (const auto word : text::words(folded)) {
    if (word == "ngay" || word == "thang" || word == "nam") continue;
    if (word.size() > 5 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
    numbers.push_back(std::stoi(std::string(word)));
    digits.push_back(word.size());
  }
  if (numbers.size() == 3) {
    if (digits[0] == 4) return from_parts(numbers[2], numbers[1], numbers[0], false);
    if (digits[2] == 4 || digits[2] == 2) return from_parts(numbers[0], numbers[1], full_year(numbers[2]), digits[2] == 2);
  }
  if (numbers.size() == 2) {
    if (digits[0] == 4) std::swap(numbers[0], numbers[1]), std::swap(digits[0], digits[1]);
    if (digits[1] == 4 && numbers[0] >= 1 && numbers[0] <= 12) return {fmt::format("{:04}-{:02}", numbers[1], numbers[0]), false};
  }
  if (numbers.size() == 1) {
    if (digits[0] == 4 && numbers[0] >= 1900 && numbers[0] < 2100) return {std::to_string(numbers[0]), false};
    if (digits[0] == 5 && numbers[0] > 7300 && numbers[0] < 60300) return from_day_number(numbers[0]);
  }
  return {};
}

bool dates_agree(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && (a.starts_with(b) || b.starts_with(a));
}

std::string doubted(const std::string& value, bool sure) { return sure || value.empty() ? value : value + " (?)"; }

std::string day_first(const std::string& iso) {
  if (iso.size() == 10) return iso.substr(8, 2) + '/' + iso.substr(5, 2) + '/' + iso.substr(0, 4);
  if (iso.size() == 7) return iso.substr(5, 2) + '/' + iso.substr(0, 4);
  return iso;
}

}  // namespace sohoa
