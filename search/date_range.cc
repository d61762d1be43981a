#include "search/date_range.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "core/text/normalize.hh"

namespace sohoa::search {
namespace {

/// "2025", "2025-01", "2025-01-31", "1/2025", "31/1/2025" as ISO; nothing when it is no date.
std::optional<std::string> iso_date(std::string_view s) {
  std::vector<int> parts(1);
  std::vector<std::size_t> digits(1);
  char mark = 0;
  for (const char c : s) {
    if (c >= '0' && c <= '9' && ++digits.back() <= 4) {
      parts.back() = parts.back() * 10 + (c - '0');
    } else if ((c == '-' || c == '/' || c == '.') && (mark == 0 || mark == c) && parts.size() < 3) {
      mark = c;
      parts.push_back(0);
      digits.push_back(0);
    } else {
      return std::nullopt;
    }
  }
  if (digits.front() != 4) {
    std::ranges::reverse(parts);
    std::ranges::reverse(digits);
  }
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (i == 0 ? digits[i] != 4 : digits[i] < 1 || digits[i] > 2) return std::nullopt;
  const int year = parts[0], month = parts.size() > 1 ? parts[1] : 1, day = parts.size() > 2 ? parts[2] : 1;
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (parts.size() == 1) return fmt::format("{:04}", year);
  if (parts.size() == 2) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// The first and the last of the days meant: ISO, or cut to month or year. The letters of the last are upper limits.
struct Days {
  std::string first, last;
};

int quarter_of(const std::string& digit) { return digit == "i" ? 1 : digit == "ii" ? 2 : digit == "iii" ? 3 : digit == "iv" ? 4 : digit.front() - '0'; }

/// A date in words without marks, or in figures.
std::optional<Days> days_of(const std::string& s) {
  static const RE2 day(R"((?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam |/)(\d{4}))"), month(R"(thang (\d{1,2})(?: nam |/| )(\d{4}))"),
      quarter(R"(quy ([1-4]|i{1,3}|iv)(?: nam |/| )(\d{4}))"), plain(R"((?:ngay |nam )?([\d/.-]+))");
  std::string d, m, y;
  std::optional<std::string> one;
  if (RE2::FullMatch(s, quarter, &m, &y)) {
    const int q = quarter_of(m);
    return Days{fmt::format("{}-{:02}", y, 3 * q - 2), fmt::format("{}-{:02}", y, 3 * q)};
  }
  if (RE2::FullMatch(s, day, &d, &m, &y)) one = iso_date(fmt::format("{}/{}/{}", d, m, y));
  else if (RE2::FullMatch(s, month, &m, &y)) one = iso_date(fmt::format("{}/{}", m, y));
  else if (RE2::FullMatch(s, plain, &d)) one = iso_date(d);
  if (!one) return std::nullopt;
  return Days{*one, *one};
}

/// Small, without marks, single spaces between, no comma behind.
std::string plain_text(std::string_view value) {
  std::string out;
  for (const char c : text::fold(text::normalize(value)))
    if (c != ' ' && c != '\t') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  while (out.ends_with(' ') || out.ends_with(',') || out.ends_with(';')) out.pop_back();
  return out;
}

}  // namespace

bool date_bounds(std::string_view value, std::string& from, std::string& to) {
  // '~' sorts behind digits and dashes: "2025~" is behind every day of 2025.
  static const RE2 range(R"((?:tu )?(.*?) ?(?:\.\.|den) ?(.*))"), sign(R"((<=|>=|<|>|=|truoc |sau |tu |den )? ?(.*))");
  from.clear();
  to.clear();
  const std::string s = plain_text(value);
  std::string first, last, how;
  if (!s.starts_with("den ") && RE2::FullMatch(s, range, &first, &last)) {
    const auto low = days_of(first), high = days_of(last);
    if ((!first.empty() && !low) || (!last.empty() && !high) || (!low && !high)) return false;
    if (low) from = low->first;
    if (high) to = high->last + '~';
    return true;
  }
  RE2::FullMatch(s, sign, &how, &first);
  const auto days = days_of(first);
  if (!days) return false;
  if (how == ">" || how == "sau ") from = days->last + '~';
  else if (how == "<" || how == "truoc ") to = days->first, --to.back(), to += '~';
  else if (how == "<=" || how == "den ") to = days->last + '~';
  else if (how == ">=" || how == "tu ") from = days->first;
  else from = days->first, to = days->last + '~';
  return true;
}

}  // namespace sohoa::search
