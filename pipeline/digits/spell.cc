#include "pipeline/digits/spell.hh"

#include <algorithm>

namespace sohoa {
namespace {

constexpr std::size_t kMostKept = 40;

/// How likely a beginning is, with its last square a digit or none.
struct Beginning {
  double digit = 0, none = 0;
  double all() const { return digit + none; }
};

void keep_likeliest(std::map<std::string, Beginning>& beginnings) {
  if (beginnings.size() <= kMostKept) return;
  std::vector<double> sorted;
  for (const auto& [text, b] : beginnings) sorted.push_back(b.all());
  std::nth_element(sorted.begin(), sorted.begin() + kMostKept, sorted.end(), std::greater<>());
  std::erase_if(beginnings, [least = sorted[kMostKept]](const auto& entry) { return entry.second.all() <= least; });
}

}  // namespace

std::map<std::string, double> spelled(const std::vector<DigitScores>& squares) {
  std::map<std::string, Beginning> now{{"", {0, 1}}};
  for (const DigitScores& scores : squares) {
    std::map<std::string, Beginning> next;
    for (const auto& [text, b] : now) {
      Beginning& same = next[text];
      same.none += b.all() * static_cast<double>(scores[kNoDigit]);
      if (!text.empty()) same.digit += b.digit * static_cast<double>(scores[static_cast<std::size_t>(text.back() - '0')]);
      for (std::size_t d = 0; d < 10 && text.size() < kLongestNumber; ++d) {
        const char digit = static_cast<char>('0' + d);
        const double before = !text.empty() && text.back() == digit ? b.none : b.all();
        if (before * static_cast<double>(scores[d]) > 1e-9) next[text + digit].digit += before * static_cast<double>(scores[d]);
      }
    }
    keep_likeliest(next);
    now = std::move(next);
  }
  std::map<std::string, double> found;
  for (const auto& [text, b] : now) found[text] = b.all();
  return found;
}

}  // namespace sohoa
