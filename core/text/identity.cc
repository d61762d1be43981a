#include "core/text/identity.hh"

#include <algorithm>
#include <vector>

namespace sohoa::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Run {
  std::size_t from = 0, to = 0;
};

/// Runs of 9 or 12 digits, each three perhaps set apart.
std::vector<Run> identity_numbers(std::string_view text) {
  constexpr std::size_t kOld = 9, kNew = 12;
  std::vector<Run> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at, digits = 0;
    for (; end < text.size(); ++end) {
      if (is_digit(text[end])) ++digits;
      else if (!((text[end] == '.' || text[end] == ' ') && digits % 3 == 0 && end + 1 < text.size() && is_digit(text[end + 1]))) break;
    }
    if (digits == kOld || digits == kNew) out.push_back({at, end});
    at = end;
  }
  return out;
}

}  // namespace

bool has_identity_number(std::string_view text) { return !identity_numbers(text).empty(); }

std::string without_identity_numbers(std::string_view text) {
  constexpr std::size_t kLeft = 3;
  std::string out;
  std::size_t at = 0;
  for (const Run& run : identity_numbers(text)) {
    out += text.substr(at, run.from - at);
    for (std::size_t i = run.from; i < run.to; ++i) out += i + kLeft < run.to && is_digit(text[i]) ? std::string("•") : std::string(1, text[i]);
    at = run.to;
  }
  return out += text.substr(at);
}

}  // namespace sohoa::text
