#include "pipeline/extract/date_text.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>

namespace sohoa {
namespace {

// Readings of the words of a dateline that recognition gives, without regard to case.
#define NGAY R"((?:ng[àaảãáạâ]y|ngảy))"
#define THANG R"((?:th[áaàảãạâăắ]ng|lháng|thánq))"
#define NAM R"((?:n[ăaãáàâắ]m))"
#define DIGITS R"(([0-9IlOo|]{1,2}|[0-9Il] [0-9Il]))"
#define YEAR R"(((?:19|20|2O)[0-9IlO]{2}|(?:19|20)[0-9] [0-9]|2 ?0 ?[0-9] ?[0-9]))"

#define BLANK R"(([^\n]{0,14}?))"

struct Form {
  const char* pattern;  // groups: see `groups`
  const char* groups;   // D day, M month, Y year, B blank for the day, N blank for the month
  bool spelled;
};

// In order of preference where two begin at one place.
constexpr std::array kForms{
    Form{"(?i)\\b" NGAY R"(\s{0,20})" DIGITS R"(\s{0,6})" THANG R"(\s{0,6})" DIGITS
         R"(\s{0,6},?\s{0,3})" NAM R"(\s{0,6})" YEAR R"(\b)",
         "DMY", true},
    Form{"(?i)\\b" NGAY BLANK THANG R"(\s{0,6})" DIGITS R"(\s{0,6})" NAM R"(\s{0,6})" YEAR R"(\b)",
         "BMY", true},
    Form{"(?i)\\b" NGAY BLANK THANG BLANK NAM R"(\s{0,6})" YEAR R"(\b)", "BNY", true},
    Form{"(?i)\\b(?:" NGAY
         R"(\s{1,6})?([0-9IlO]{1,2})\s{0,2}[/]\s{0,2}([0-9IlO]{1,2})\s{0,2}[/]\s{0,2})" YEAR
         R"(\b)",
         "DMY", false},
    Form{"(?i)\\b(?:" NGAY R"(\s{1,6})?([0-9]{1,2})[-–]([0-9]{1,2})[-–])" YEAR R"(\b)", "DMY",
         false},
    Form{"(?i)\\b(?:" NGAY R"(\s{1,6})?([0-9]{1,2})\.([0-9]{1,2})\.)" YEAR R"(\b)", "DMY", false},
    Form{R"(\b((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?:T|\b))", "YMD", false},
    Form{"(?i)\\b" THANG R"(\s{1,6}([0-9]{1,2})\s{0,6},?\s{0,3})" NAM R"(\s{0,6})" YEAR R"(\b)",
         "MY", true},
    Form{"(?i)\\b" THANG R"(\s{1,6}([0-9]{1,2})(?:\s?[/-]\s?|\.))" YEAR R"(\b)", "MY", false},
    Form{"(?i)\\b" NGAY R"(\s{1,6}([0-9]{1,2})\s{1,6})" THANG R"(\s{1,6}([0-9]{1,2})\b)", "DM",
         true},
    Form{"(?i)\\b" NGAY R"(\s{1,6}([0-9]{1,2})\s?[/]\s?([0-9]{1,2})(?:[^0-9/]|$))", "DM", false},
};

const RE2& compiled(std::size_t i) {
  static const auto* all = [] {
    auto* list = new std::array<const RE2*, kForms.size()>;
    for (std::size_t k = 0; k < kForms.size(); ++k) (*list)[k] = new RE2(kForms[k].pattern);
    return list;
  }();
  return *(*all)[i];
}

// RE2's \b knows ASCII letters only: "từngày" must not match inside a word.
bool inside_word(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  if (before == '/' || before == '.' || before == '-' ||
      before == ':')  // 12/05/3/2025, 1.05.3.2025
    return at > 1 && text[at - 2] >= '0' && text[at - 2] <= '9';
  return before >= 0x80 && before != 0xA0 &&
         !(at > 2 && static_cast<unsigned char>(text[at - 3]) == 0xE2);
}

std::optional<int> number(std::string_view raw, std::vector<std::string>& repairs) {
  int value = 0, digits = 0;
  for (char c : raw) {
    if (c == ' ') {
      repairs.push_back("space");
      continue;
    }
    if (c == 'I' || c == 'l' || c == '|') c = '1', repairs.push_back("digit");
    if (c == 'O' || c == 'o') c = '0', repairs.push_back("digit");
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
    ++digits;
  }
  return digits > 0 ? std::optional(value) : std::nullopt;
}

// What may stand in a blank filled by hand: dot leaders, dashes, noise; no word.
bool is_blank(std::string_view raw) {
  std::size_t letters = 0;
  for (char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    letters = letter || (byte >= 0xC3 && byte <= 0xC6) || byte == 0xE1 ? letters + 1
              : c == ' '                                               ? 0
                                                                       : letters;
    if (letters > 2) return false;
  }
  return true;
}

std::optional<TextDate> date_from(const Form& form, const std::array<std::string_view, 4>& groups,
                                  std::string_view whole) {
  TextDate date;
  date.spelled = form.spelled;
  for (std::size_t i = 0; form.groups[i] != '\0'; ++i) {
    const char part = form.groups[i];
    if (part == 'B' || part == 'N') {
      if (!is_blank(groups[i + 1])) return std::nullopt;
      date.blank_day = true;
      continue;
    }
    const auto value = number(groups[i + 1], date.repairs);
    if (!value) return std::nullopt;
    (part == 'D' ? date.day : part == 'M' ? date.month : date.year) = *value;
  }
  if (date.month > 12 || (date.month == 0 && form.groups[1] != 'N')) return std::nullopt;
  if (date.day > 0 && !is_calendar_day(date.year == 0 ? 2000 : date.year, date.month, date.day))
    return std::nullopt;
  if (date.day == 0 && std::string_view(form.groups).find('D') != std::string_view::npos)
    return std::nullopt;
  if (form.spelled)
    for (const char* exact : {"tháng", "Tháng", "THÁNG"})
      if (whole.find(exact) != whole.npos) return date;
  if (form.spelled) date.repairs.push_back("word");
  return date;
}

}  // namespace

#undef NGAY
#undef THANG
#undef NAM
#undef DIGITS
#undef YEAR
#undef BLANK

int days_in_month(int year, int month) {
  using namespace std::chrono;
  const year_month_day_last last = std::chrono::year(year) /
                                   std::chrono::month(static_cast<unsigned>(month)) /
                                   std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool is_calendar_day(int year, int month, int day) {
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

std::string TextDate::iso() const {
  if (year == 0) return {};
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string TextDate::precision() const {
  return year == 0 ? "" : month == 0 ? "year" : day == 0 ? "month" : "day";
}

std::vector<TextDate> find_dates(std::string_view text) {
  std::vector<TextDate> found;
  std::map<std::size_t, std::size_t> spans;  // of those found, first byte to end
  for (std::size_t f = 0; f < kForms.size(); ++f) {
    const RE2& pattern = compiled(f);
    re2::StringPiece groups[4];
    std::size_t from = 0;
    while (from < text.size() && pattern.Match(re2::StringPiece(text.data(), text.size()), from,
                                               text.size(), RE2::UNANCHORED, groups, 4)) {
      const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
      std::array<std::string_view, 4> parts;
      for (std::size_t i = 0; i < 4; ++i) parts[i] = {groups[i].data(), groups[i].size()};
      from = begin + std::max<std::size_t>(1, parts[0].size());
      if (inside_word(text, begin)) {
        from = begin + 1;
        continue;
      }
      auto date = date_from(kForms[f], parts, parts[0]);
      if (!date) {
        from = begin + 1;
        continue;
      }
      date->begin = begin;
      date->end = begin + parts[0].size();
      if (std::string_view(kForms[f].groups) == "DM" &&
          !kForms[f].spelled)  // the character behind is not part of it
        date->end = static_cast<std::size_t>(parts[2].data() + parts[2].size() - text.data());
      const auto next = spans.lower_bound(date->begin);
      const bool taken = (next != spans.end() && next->first < date->end) ||
                         (next != spans.begin() && std::prev(next)->second > date->begin);
      if (taken) continue;
      spans.emplace(date->begin, date->end);
      found.push_back(std::move(*date));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const TextDate& a, const TextDate& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace sohoa
