#include "core/text/identity.hh"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text/normalize.hh"
#include "core/word_offsets.hh"

namespace sohoa::text {
namespace {

constexpr std::size_t kOld = 9, kNew = 12, kLeft = 3;
constexpr std::string_view kHidden = "•";
constexpr std::string_view kLabels[] = {"cccd", "can cuoc", "cmnd", "cmtnd", "chung minh", "dinh danh ca nhan", "ho chieu"};  // folded

using Range = std::pair<std::size_t, std::size_t>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits in a row. `joined`: a dot, a space or nothing but marks of what was found lead to the group behind; `by_dot` says which.
struct Group {
  std::size_t from = 0, to = 0;
  bool joined = false, by_dot = false;
  std::size_t digits() const { return to - from; }
};

std::vector<Group> groups_of(std::string_view text) {
  std::vector<Group> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    Group group{at, at};
    while (group.to < text.size() && is_digit(text[group.to])) ++group.to;
    std::size_t next = group.to;
    const auto past_marks = [&] {
      while (text.substr(next).starts_with("«") || text.substr(next).starts_with("»")) next += std::string_view("«").size();
    };
    past_marks();
    group.by_dot = next < text.size() && text[next] == '.';
    if (next < text.size() && (text[next] == '.' || text[next] == ' ')) ++next;
    past_marks();
    group.joined = next < text.size() && is_digit(text[next]);
    out.push_back(group);
    at = group.to;
  }
  return out;
}

/// Groups from `first` that together are a number; one behind the last, or `first` when they are none. Dots join what belongs together:
/// three groups of "1.234.567.890" are none.
std::size_t end_of_number(const std::vector<Group>& groups, std::size_t first) {
  if (first > 0 && groups[first - 1].joined && groups[first - 1].by_dot) return first;
  std::size_t digits = 0, found = first;
  bool threes = true, singles = true;
  for (std::size_t i = first; i < groups.size() && digits < kNew; ++i) {
    digits += groups[i].digits();
    threes = threes && groups[i].digits() % 3 == 0;
    singles = singles && groups[i].digits() == 1;
    const bool whole = !(groups[i].joined && groups[i].by_dot);
    if ((digits == kOld || digits == kNew) && whole && (i == first || threes || singles)) found = i + 1;
    if (!groups[i].joined) break;
  }
  return found;
}

std::string digits_of(std::string_view text, const std::vector<Group>& groups, std::size_t first, std::size_t end) {
  std::string out;
  for (std::size_t i = first; i < end; ++i) out += text.substr(groups[i].from, groups[i].digits());
  return out;
}

/// Whether groups set apart can be a number although no word says so: tables hold "120 135 142" and the numbers of their columns, sums of
/// money are "120.135.142 đồng". A figure begins with no 0; twelve digits begin with a province (001–096) and a century with sex (0–3,
/// Nghị định 137/2015/NĐ-CP, điều 13); "0 1 2 3 4 5 6 7 8" counts columns.
bool stands_for_itself(std::string_view digits, bool singles) {
  if (singles && std::ranges::adjacent_find(digits, [](char a, char b) { return b != a + 1; }) == digits.end()) return false;
  if (digits.size() == kOld) return digits.front() == '0';
  return digits.front() == '0' && digits.substr(0, 3) >= "001" && digits.substr(0, 3) <= "096" && digits[3] <= '3';
}

/// Whether a text speaks of such numbers anywhere: then groups set apart are taken for one, too.
bool speaks_of_identity(std::string_view text) {
  const std::string folded = fold(text);
  return std::ranges::any_of(kLabels, [&](std::string_view label) { return folded.find(label) != std::string::npos; });
}

/// Byte offsets of the digits of a number that are hidden.
std::vector<std::size_t> hidden_digits(std::string_view text, const Range& number) {
  std::vector<std::size_t> out;
  for (std::size_t i = number.first; i < number.second; ++i)
    if (is_digit(text[i])) out.push_back(i);
  out.resize(out.size() - kLeft);
  return out;
}

std::string hidden(std::string_view text, std::size_t offset, const std::vector<std::size_t>& digits) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (std::ranges::binary_search(digits, offset + i)) out += kHidden;
    else out += text[i];
  return out;
}

std::vector<std::size_t> all_hidden_digits(std::string_view text, bool said) {
  std::vector<std::size_t> out;
  for (const Range& number : identity_numbers(text, said)) std::ranges::copy(hidden_digits(text, number), std::back_inserter(out));
  return out;
}

}  // namespace

std::vector<Range> identity_numbers(std::string_view text, bool said) {
  std::vector<Range> out;
  const std::vector<Group> groups = groups_of(text);
  std::optional<bool> speaks = said ? std::optional(true) : std::nullopt;
  const auto labelled = [&] { return speaks ? *speaks : *(speaks = speaks_of_identity(text)); };
  for (std::size_t i = 0; i < groups.size();) {
    const std::size_t end = end_of_number(groups, i);
    if (end == i + 1 || (end > i && (stands_for_itself(digits_of(text, groups, i, end), groups[i].digits() == 1) || labelled()))) out.emplace_back(groups[i].from, groups[end - 1].to);
    i = std::max(end, i + 1);
  }
  return out;
}

bool has_identity_number(std::string_view text) { return !identity_numbers(text).empty(); }

bool has_identity_number(const Page& page) {
  return has_identity_number(text_of(page)) || std::ranges::any_of(page.barcodes, [](const Barcode& code) { return has_identity_number(code.text); });
}

std::string without_identity_numbers(std::string_view text, bool said) { return hidden(text, 0, all_hidden_digits(text, said)); }

void hide_identity_numbers(Page& page) {
  const std::vector<std::size_t> digits = all_hidden_digits(text_of(page), false), offsets = word_offsets(page);
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    page.words[i].text = hidden(page.words[i].text, offsets[i], digits);
    page.words[i].raw = without_identity_numbers(page.words[i].raw);
  }
}

std::vector<Box> identity_places(const Page& page) {
  std::vector<Box> out;
  const std::vector<Range> numbers = identity_numbers(text_of(page));
  const std::vector<std::size_t> offsets = word_offsets(page);
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const std::size_t from = offsets[i], to = from + page.words[i].text.size();
    const bool held = std::ranges::any_of(numbers, [&](const Range& number) { return number.first < to && from < number.second; });
    if (held && page.words[i].box) out.push_back(*page.words[i].box);
  }
  for (const Barcode& code : page.barcodes)
    if (has_identity_number(code.text)) out.push_back(code.box);
  return out;
}

}  // namespace sohoa::text
