#include "pipeline/extract/period_text.hh"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace sohoa {
namespace {

int to_int(re2::StringPiece digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Month a quarter begins with: "IV", "iv", "4" → 10.
int first_of_quarter(re2::StringPiece printed) {
  std::string q(printed);
  for (char& c : q) {
    if (c == 'l') c = 'I';  // misread
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  const int n = q == "IV" || q == "4"    ? 4
                : q == "III" || q == "3" ? 3
                : q == "II" || q == "2"  ? 2
                                         : 1;
  return 3 * n - 2;
}

class Finder {
 public:
  Finder(std::string_view text, const std::vector<TextDate>& dates) : text_(text), dates_(dates) {}

  std::vector<TextPeriod> all() {
    static const RE2 quarter(
        R"((?i)((?:^|[\s(:])quý\s+([IVl]{1,3}|[1-4])(?:\s*(?:/|-|,|năm|\s)\s*(?:năm\s+)?((?:19|20)\d{2}))?)(?:[^\pL\pN/]|$))");
    static const RE2 half(
        R"((?i)((?:^|[\s(:])0?6\s+tháng\s+(đầu|cuối)\s+năm(?:\s+((?:19|20)\d{2}))?)(?:[^\pL\pN/]|$))");
    static const RE2 year(R"((?i)((?:^|[\s(:])năm\s+()((?:19|20)\d{2}))(?:[^\pL\pN/]|$))");
    static const RE2 month(R"((?i)((?:^|[\s(:])tháng\s+(\d{1,2})())(?:[^\pL\pN/.]|\.(?:\s|$)|$))");
    find_ranges();
    std::sort(found_.begin(), found_.end(),
              [](const TextPeriod& a, const TextPeriod& b) { return a.begin < b.begin; });
    const std::vector<TextPeriod> ranges = found_;
    for (const TextDate& date : dates_)
      if (date.day == 0 && date.month > 0 && date.year > 0 && !date.blank_day &&
          !meets(ranges, date.begin, date.end))
        found_.push_back({date.begin, date.end, date.year, date.month, 1});
    each(quarter, [](re2::StringPiece which) { return std::pair(first_of_quarter(which), 3); });
    each(half, [](re2::StringPiece which) {
      return std::pair(which[which.size() - 1] == 'u' ? 1 : 7, 6);
    });  // đầu, cuối
    each(year, [](re2::StringPiece) { return std::pair(1, 12); });
    each(month, [](re2::StringPiece which) { return std::pair(to_int(which), 1); });
    std::sort(found_.begin(), found_.end(),
              [](const TextPeriod& a, const TextPeriod& b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  /// "Quý I, II năm 2025", "từ tháng 4 đến tháng 9 năm 2025": from the first to the last.
  void find_ranges() {
    static const RE2 quarters(
        R"((?i)(?:^|[\s(:])(quý\s+([IVl]{1,3}|[1-4])(?:\s*[,;]\s*(?:quý\s+)?(?:[IVl]{1,3}|[1-4]))*\s*(?:,|và|[-–]|đến)\s*(?:quý\s+)?([IVl]{1,3}|[1-4])(?:\s*/\s*|\s+(?:năm\s+)?)((?:19|20)\d{2}))(?:[^\pL\pN/]|$))");
    static const RE2 months(
        R"((?i)(?:^|[\s(:])((?:từ\s+)?tháng\s+(\d{1,2})(?:\s*/\s*(?:19|20)\d{2}|\s+năm\s+(?:19|20)\d{2})?(?:\s*,\s*(?:tháng\s+)?\d{1,2})*\s*(?:,|và|[-–]|đến(?:\s+hết)?)\s*(?:tháng\s+)?(\d{1,2})(?:\s*/\s*|\s+năm\s+)((?:19|20)\d{2}))(?:[^\pL\pN/]|$))");
    for (const RE2* pattern : {&quarters, &months}) {
      re2::StringPiece groups[5];
      for (std::size_t from = 0;
           from < text_.size() && pattern->Match({text_.data(), text_.size()}, from, text_.size(),
                                                 RE2::UNANCHORED, groups, 5);) {
        const auto begin = static_cast<std::size_t>(groups[1].data() - text_.data());
        const std::size_t end = begin + groups[1].size();
        from = end;
        const bool by_quarter = pattern == &quarters;
        const int first = by_quarter ? first_of_quarter(groups[2]) : to_int(groups[2]);
        const int last = by_quarter ? first_of_quarter(groups[3]) + 2 : to_int(groups[3]);
        if (first >= 1 && last <= 12 && first < last)
          found_.push_back({begin, end, to_int(groups[4]), first, last - first + 1});
      }
    }
  }

  /// Groups of a pattern: all, which one, year. `months` gives first month and length.
  template <class Months>
  void each(const RE2& pattern, Months months) {
    re2::StringPiece groups[4];
    std::vector<TextPeriod> fresh;
    for (std::size_t from = 0;
         from < text_.size() && pattern.Match({text_.data(), text_.size()}, from, text_.size(),
                                              RE2::UNANCHORED, groups, 4);) {
      const auto whole = static_cast<std::size_t>(groups[1].data() - text_.data());
      const std::size_t end = whole + groups[1].size();
      const std::size_t begin = std::min(text_.find_first_not_of(" \n\t\r\f\v(:", whole), end);
      from = end;
      const auto [first, count] = months(groups[2]);
      if (first < 1 || first > 12 || taken(begin, end)) continue;
      fresh.push_back({begin, end, to_int(groups[3]), first, count});
    }
    found_.insert(found_.end(), fresh.begin(), fresh.end());
    std::sort(found_.begin(), found_.end(),
              [](const TextPeriod& a, const TextPeriod& b) { return a.begin < b.begin; });
  }

  /// Whether one of a sorted list without overlaps meets [begin, end).
  template <class List>
  static bool meets(const List& list, std::size_t begin, std::size_t end) {
    const auto after =
        std::lower_bound(list.begin(), list.end(), end,
                         [](const auto& row, std::size_t at) { return row.begin < at; });
    return after != list.begin() && std::prev(after)->end > begin;
  }

  bool taken(std::size_t begin, std::size_t end) const {
    return meets(found_, begin, end) || meets(dates_, begin, end);
  }

  std::string_view text_;
  const std::vector<TextDate>& dates_;
  std::vector<TextPeriod> found_;
};

}  // namespace

std::vector<TextPeriod> find_periods_named(std::string_view text,
                                           const std::vector<TextDate>& dates) {
  return Finder(text, dates).all();
}

}  // namespace sohoa
