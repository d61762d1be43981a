#include "pipeline/extract/order.hh"

#include <algorithm>
#include <optional>
#include <string_view>

#include "pipeline/extract/assignment.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_row.hh"

namespace sohoa {
namespace {

constexpr std::size_t kTaskWords = 28;  // a line of a table of duties

/// Beginning of the sentence `at` stands in, not before `floor`.
std::size_t sentence_begin(const Flow& flow, std::size_t floor, std::size_t at) {
  const std::string_view text = flow.text;
  for (std::size_t i = at; i > floor + 1; --i) {
    if (text[i - 1] != ' ' && text[i - 1] != '\n') continue;
    const char before = text[i - 2];
    if (before == '.' && i > floor + 3 &&
        !(text[i - 3] >= '0' && text[i - 3] <= '9' && i - floor < 8))
      return i;
  }
  return floor;
}

std::size_t clause_begin(const Flow& flow, std::size_t floor, std::size_t at) {
  for (std::size_t i = at; i > floor; --i)
    if (flow.text[i - 1] == ';') return i;
  return floor;
}

std::size_t clause_end(const Flow& flow, const Item& item, std::size_t at) {
  while (at < item.end && flow.text[at] != ';' &&
         !(flow.text[at] == '.' &&
           (at + 1 >= item.end || flow.text[at + 1] == ' ' || flow.text[at + 1] == '\n')))
    ++at;
  return at;
}

bool is_time_label(std::string_view text) {
  static const RE2 label(
      R"(^(?:[-–+•*]\s*|[a-zđ]\)\s*|\d+\.\s*)?(?i:thời gian|thời hạn|tiến độ|hạn hoàn thành|thời điểm)[^.;:]{0,40}:)");
  return matches(text, label);
}

/// "Thời hạn gửi ý kiến góp ý: …": the label names the task itself; empty when it only says that a time follows.
std::string task_of_label(std::string_view text) {
  static const RE2 label(
      R"(^(?i:thời\s+hạn|hạn)\s+((?:gửi|nộp|báo cáo|góp ý|đăng ký|trình|trả lời|đề nghị)(?:\s+\pL+){1,9})\s*:)");
  re2::StringPiece task;
  return RE2::PartialMatch(piece(text), label, &task) ? squeezed({task.data(), task.size()}) : "";
}

/// Lead-ins that say nothing of the task itself.
std::string_view without_formulas(std::string_view task) {
  static const RE2 formula(
      R"((?i)^(?:(?:theo|căn cứ)\s+(?:vào\s+)?(?:chức năng|nhiệm vụ|thẩm quyền|kế hoạch|nội dung kế hoạch|tình hình)[^;:.]{0,60}?(?:được giao|quản lý|được phân công|của mình|này|thực tế)\s*,?\s+|(?:có trách nhiệm|phải|cần)\s+|triển khai thực hiện\s*[:.]\s*|,\s*))");
  re2::StringPiece rest = piece(task);
  while (RE2::Consume(&rest, formula)) {
  }
  return {rest.data(), rest.size()};
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

/// "Cắt giảm … doanh nghiệp: Rà soát, xây dựng …": what follows a heading's colon is the order.
std::string_view behind_heading(std::string_view task) {
  const std::size_t colon = task.find(": ");
  if (colon == task.npos || word_count(task.substr(0, colon)) > 24 ||
      word_count(task.substr(colon + 2)) < 6)
    return task;
  static const RE2 upper(R"(^\p{Lu})");
  return matches(task.substr(colon + 2), upper) ? task.substr(colon + 2) : task;
}

/// Text of an item without marker and units.
std::string order_of_item(const Flow& flow, const Item& item) {
  const std::string text = squeezed(flow.letters(item.body, std::min(item.end, item.body + 4000)));
  const auto assignment = assignment_in(text);
  std::string_view task = text;
  if (assignment && assignment->order < text.size()) task.remove_prefix(assignment->order);
  return std::string(behind_heading(task));
}

struct Units {
  std::string lead, coordinating;
  bool add(const std::optional<Assignment>& found) {
    if (!found) return false;
    if (lead.empty()) lead = found->lead;
    if (coordinating.empty()) coordinating = found->coordinating;
    return !lead.empty();
  }
};

}  // namespace

Order order_at(const Flow& flow, std::size_t begin, std::size_t end, bool inside) {
  Order order;
  const int index = flow.item_at(begin);
  if (index < 0) return order;
  const Item& item = flow.items[static_cast<std::size_t>(index)];
  if (const auto row = item.in_table ? table_row(flow, begin) : std::nullopt) {
    order.task = first_words(row->task.empty() ? row->section : row->task, kTaskWords);
    order.lead = row->lead;
    order.coordinating = row->coordinating;
    return order;
  }
  // Units stand at the beginning of what is ordered; no sentence is longer than this.
  constexpr std::size_t kReach = 4000;
  const std::size_t floor = begin > item.body + kReach ? begin - kReach : item.body;
  const auto item_of = [&](int i) -> const Item& {
    return flow.items[static_cast<std::size_t>(i)];
  };
  const auto text_of_item = [&](const Item& other) {
    return squeezed(flow.letters(other.body, std::min(other.end, other.body + kReach)));
  };
  Units units;
  const bool labelled = is_time_label(flow.slice(item.begin, item.end));
  if (const std::string named = labelled ? task_of_label(flow.slice(item.body, item.end)) : ""; !named.empty()) {
    order.task = named;
  } else if (labelled && item.parent < 0 && index > 0) {
    // Lines above that only name units stand between the time and its task.
    int above = index - 1;
    for (; above > 0 && above > index - 4; --above) {
      const auto found = labelled_assignment(text_of_item(item_of(above)));
      if (!found) break;
      units.add(found);
    }
    order.task = order_of_item(flow, item_of(above));
    units.add(assignment_in(text_of_item(item_of(above))));
  } else if (labelled && item.parent >= 0) {
    // Items beside this one name the units, the one above the task.
    for (int i = std::max(item.parent + 1, index - 4);
         i < static_cast<int>(flow.items.size()) && i <= index + 4; ++i) {
      if (i == index || item_of(i).parent != item.parent) continue;
      if (i > index && is_time_label(flow.slice(item_of(i).begin, item_of(i).end))) break;
      const auto found = labelled_assignment(text_of_item(item_of(i)));
      if (found) units.add(found);
    }
    order.task = order_of_item(flow, item_of(item.parent));
    units.add(assignment_in(text_of_item(item_of(item.parent))));
  } else {
    std::size_t sentence = sentence_begin(flow, floor, begin);
    const std::string before = squeezed(flow.letters(sentence, begin));
    static const RE2 bare(
        R"(^\(?(?:Thời hạn|Thời gian|Hạn|Tiến độ|Hoàn thành|Xong|Báo cáo|Gửi)[^.]{0,60}$)");
    const bool is_bare =
        word_count(before) < 6 || (matches(before, bare) && word_count(before) < 8);
    if (is_bare && sentence > floor + 1) {
      const std::size_t previous = sentence_begin(flow, floor, sentence - 2);
      if (word_count(flow.slice(previous, sentence)) >= 3) sentence = previous;
    }
    const std::string whole =
        squeezed(flow.letters(sentence, is_bare && sentence != floor ? begin : end));
    const auto in_sentence = assignment_in(whole);
    if (!units.add(in_sentence) && is_bare &&
        sentence != floor + 1)  // the time opens the sentence: who follows
      units.add(assignment_in(
          squeezed(flow.letters(sentence, clause_end(flow, item, std::min(end, item.end))))));
    std::size_t clause = is_bare ? sentence : clause_begin(flow, sentence, begin);
    if (word_count(flow.slice(clause, begin)) < 6 && clause > sentence)
      clause = clause_begin(flow, sentence, clause - 1);
    // A frequency is part of what is ordered ("báo cáo định kỳ hằng quý về …"), a date only ends
    // it.
    std::string task = squeezed(flow.letters(clause, inside ? clause_end(flow, item, end) : begin));
    if (const auto here = clause == sentence ? in_sentence : assignment_in(task);
        here && here->order < task.size())
      task.erase(0, here->order);
    if (word_count(task) < 3 && is_bare) {
      // The phrase opens its item: the order follows, or stands above.
      std::string after =
          squeezed(flow.letters(end, std::max(end, std::min(item.end, end + kReach))));
      while (!after.empty() && (after[0] == ',' || after[0] == ':' || after[0] == ' '))
        after.erase(0, 1);
      if (word_count(after) >= 4) {
        units.add(assignment_in(after));
        if (const auto here = assignment_in(after); here && here->order < after.size())
          after.erase(0, here->order);
        task = after;
      } else if (index > 0 && item.parent < 0 && item.marker == Marker::none) {
        task = order_of_item(flow, item_of(index - 1));
        units.add(assignment_in(text_of_item(item_of(index - 1))));
      }
    }
    order.task = task;
    units.add(
        assignment_in(squeezed(flow.letters(item.body, std::min(begin, item.body + kReach)))));
  }
  for (int i = item.parent; i >= 0 && units.lead.empty(); i = item_of(i).parent) {
    const std::string heading = text_of_item(item_of(i));
    const auto found = assignment_in(word_count(heading) > 60 ? first_words(heading, 60) : heading);
    if (found && heading.find(':') != heading.npos)
      units.add(found);
    else if (found && item_of(i).marker <= Marker::letter)
      units.add(found);
    if (order.task.empty()) order.task = order_of_item(flow, item_of(i));
  }
  order.lead = units.lead;
  order.coordinating = units.coordinating;
  order.task = first_words(without_deadline(without_formulas(order.task)), kTaskWords);
  while (!order.task.empty() && (order.task.back() == ',' || order.task.back() == ';' ||
                                 order.task.back() == '(' || order.task.back() == ' '))
    order.task.pop_back();
  return order;
}

}  // namespace sohoa
