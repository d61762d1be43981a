#include "pipeline/extract/task_text.hh"

#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

constexpr std::size_t kTaskWords = 28;

/// Lead-ins that say nothing of the task itself.
std::string_view without_formulas(std::string_view task) {
  static const RE2 formula(
      R"((?i)^(?:(?:theo|căn cứ)\s+(?:vào\s+|theo\s+)?(?:chức năng|nhiệm vụ|thẩm quyền|kế hoạch|nội dung kế hoạch|tình hình)[^;:.]{0,60}?(?:được giao|quản lý|được phân công|của mình|này|thực tế)\s*,?\s+|(?:có trách nhiệm|phải|cần|sẽ)\s+|triển khai thực hiện\s*[:.]\s*|,\s*))");
  static const RE2 joined(R"(^(?:và|hoặc)\s)");  // "căn cứ Kế hoạch này và phụ lục …": the formula goes on
  re2::StringPiece rest = piece(task);
  while (RE2::Consume(&rest, formula)) {
  }
  return matches({rest.data(), rest.size()}, joined) ? task : std::string_view(rest.data(), rest.size());
}

/// Without the words that lead over to the date: "…, thời hạn hoàn thành".
std::string_view without_deadline(std::string_view task) {
  static const RE2 words(
      R"((?i)(\s*[,.;(]?\s*(?:(?:các\s+)?nội dung\s+)?(?:và\s+|phải\s+|có\s+)?(?:thời hạn|thời gian|tiến độ|hạn)?\s*(?:(?:hoàn thành|thực hiện|kết thúc|gửi|xong)\s*)*(?:là|trong|vào|:)?\s*)$)");
  re2::StringPiece hit;
  if (!RE2::PartialMatch(piece(task), words, &hit)) return task;
  const std::string_view rest = task.substr(0, task.size() - hit.size());
  return word_count(rest) >= 3 ? rest : task;
}

/// What is due at last: from the last verb on that begins a part of the clause ("…, báo cáo UBND tỉnh") or brings it to an end ("để bàn
/// giao …"); the last words when there is none near.
std::string_view last_order(std::string_view text) {
  static const RE2 ending(R"(^(?:hoàn thành|hoàn thiện|báo cáo|gửi|trình|bàn giao|nộp)\s)");
  constexpr std::size_t kFarthest = 24, kFewest = 3;  // words
  std::size_t words = 0, near = 0;
  for (std::size_t at = text.size(); at > 1; --at) {
    if (text[at - 1] != ' ') continue;
    if (++words > kFarthest) break;
    if (words <= kTaskWords / 2) near = at;
    if (words < kFewest) continue;
    const char before = text[at - 2];
    const std::string_view rest = text.substr(at);
    if (((before == ',' || before == ';') && begins_with_predicate(rest)) || matches(rest, ending)) return rest;
  }
  return text.substr(near);
}

std::string without_tail(std::string_view task) {
  constexpr std::string_view kBlank = ",;( ";
  while (!task.empty() && kBlank.find(task.back()) != kBlank.npos) task.remove_suffix(1);
  return std::string(task);
}

}  // namespace

std::string shortened(std::string_view task) {
  const std::string whole = squeezed(task);
  return word_count(whole) > kTaskWords ? without_tail(first_words(whole, kTaskWords)) + " …" : without_tail(whole);
}

std::string task_before_time(std::string_view clause) {
  const std::string_view task = without_deadline(without_formulas(clause));
  if (word_count(task) <= kTaskWords) return without_tail(task);
  const std::string begin = first_words(task, kTaskWords / 2);
  const std::string_view end = last_order(task);
  // Two parts that meet are the whole.
  return word_count(begin) + word_count(end) >= word_count(task) ? without_tail(squeezed(task)) : without_tail(begin) + " … " + without_tail(end);
}

std::string task_of(std::string_view clause) { return shortened(without_deadline(without_formulas(clause))); }

std::size_t behind_heading(std::string_view clause) {
  const std::size_t colon = clause.find(": ");
  if (colon == clause.npos || word_count(clause.substr(0, colon)) > 24 || word_count(clause.substr(colon + 2)) < 6) return 0;
  static const RE2 upper(R"(^\p{Lu})");
  return matches(clause.substr(colon + 2), upper) ? colon + 2 : 0;
}

std::string task_of_label(std::string_view words) {
  static const RE2 label(R"(^(?i:thời\s+hạn|thời\s+gian|hạn)\s+(\pL[^:;.]*?)\s*:?\s*(?:là)?\s*$)"),
      only_time(R"((?i)^(?:(?:phải|hoàn\s+thành|hoàn\s+thiện|thực\s+hiện|triển\s+khai|tổ\s+chức|trình|kết\s+thúc|cụ\s+thể|dự\s+kiến|cuối|tối\s+đa|công\s+việc|nhiệm\s+vụ|và|xong|giải\s+quyết|(?:báo\s+cáo|gửi)$)(?:\s+|$))+)");
  re2::StringPiece task;
  if (!RE2::PartialMatch(piece(words), label, &task)) return {};
  const std::string named = squeezed({task.data(), task.size()});
  // "thực hiện kê khai": the verb alone says nothing, its object does.
  re2::StringPiece object = piece(named);
  RE2::Consume(&object, only_time);
  return word_count({object.data(), object.size()}) >= 2 ? named : std::string();
}

}  // namespace sohoa
