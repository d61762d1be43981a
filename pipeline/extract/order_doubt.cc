#include "pipeline/extract/order_doubt.hh"

#include <string_view>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

/// Ends too early to act on, with a word that joins or opens more. ("Văn phòng Sở" does not.)
bool is_cut(std::string_view words) {
  static const RE2 open_end(
      R"((?i)(?:^|[\s,])(?:và|hoặc|của|các|với|thuộc|cho|về|tại|do|trợ|để|theo|từ|bằng|bởi|là|được|sẽ|đã|nếu|khi|thì|hết|giãn\s+thời|đơn\s+vị\s+có)$)");
  return matches(words, open_end);
}

/// Signs that running text does not have: what was read there is not all print.
bool has_specks(std::string_view words) {
  static const RE2 specks(R"([^\pL\pM\pN\s,;:.()/“”"‘’&%+…<>≥≤°-–—-])");
  return matches(words, specks);
}

bool is_odd_name(std::string_view name) {
  if (name.empty()) return false;
  static const RE2 says_more(R"((?i)\s(?:chủ trì|hình ảnh|phản ánh)(?:[\s,]|$)|\s(?:có|trước|sau|trong)\s+(?:quy|ngày|tháng|thời)|\d{1,2}/\d)"), edge(R"(^[-–,;:.)]|[-–,;:(]$)"), apostrophe("['’]");
  constexpr std::size_t kLongest = 36;  // words; the longest lists of bodies
  const std::string text(name);
  const std::size_t first = std::min(text.find(' '), text.size());
  const bool known = names_agent(text + " ") || text::valid_share(text.substr(0, first)) > 0.5;
  return !known || is_cut(name) || matches(name, edge) || matches(name, says_more) || matches(name, apostrophe) || has_specks(name) ||
         word_count(name) > kLongest || unit_end(text + " ") < text.size();
}

bool is_heading(const std::string& task) {
  static const RE2 numbered(R"(^(?:[IVX]+|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s)");
  return text::upper(task) == task || (matches(task, numbered) && word_count(task) < 5);
}

bool is_odd_task(const std::string& task) {
  static const RE2 joined(R"((?i)^(?:và|hoặc|hay|nhưng|mà|thì|bằng|cùng|để)\s)"), mark(R"(^(?:[^\pL\pN“"‘(]|\d{1,2}\s?[,.)]?\s\p{Lu}|\pL\)))"),
      clause(R"((?i)^(?:trường hợp|trong quá trình|nếu|khi)\s)"),
      other_term(R"((?i)^(?:\S+\s+){0,4}trong\s+thời\s+(?:hạn|gian)\s+\d|\s(?:trước|chậm nhất|đến hết)(?:\s+(?:là\s+)?ngày)?[\s–-]+\d{1,2}(?:[/.-]|\s+tháng\s+)\d)");
  constexpr std::size_t kFewest = 3;     // words
  constexpr double kReadable = 0.55;     // share of valid syllables; UBND, TTHC are none
  return word_count(task) < kFewest || is_cut(task) || is_heading(task) || matches(task, joined) || matches(task, clause) || matches(task, mark) || matches(task, other_term) ||
         has_specks(task) || text::valid_share(task) < kReadable;
}

}  // namespace

bool is_doubtful(const Deadline& deadline) {
  return is_odd_name(deadline.lead) || is_odd_name(deadline.coordinating) || is_odd_task(deadline.task);
}

}  // namespace sohoa
