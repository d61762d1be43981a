#include "pipeline/extract/order.hh"

#include <algorithm>
#include <optional>
#include <string_view>

#include "pipeline/extract/assignment.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_row.hh"
#include "pipeline/extract/task_text.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

constexpr std::size_t kReach = 4000;  // bytes; units stand at the beginning of what is ordered, and no sentence is longer

/// Beginning of the sentence `at` stands in, not before `floor`.
std::size_t sentence_begin(const Flow& flow, std::size_t floor, std::size_t at) {
  const std::string_view text = flow.text;
  static const RE2 goes_on(R"(^\s*\p{Ll})");  // behind a speck or an abbreviation's stop
  for (std::size_t i = at; i > floor + 1; --i) {
    if (text[i - 1] != ' ' && text[i - 1] != '\n') continue;
    const char before = text[i - 2];
    if (before == '.' && i > floor + 3 && !matches(flow.letters(i, std::min(at, i + 8)), goes_on) &&
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

std::string words_of(const Flow& flow, const Item& item) {
  return squeezed(flow.letters(item.body, std::min(item.end, item.body + kReach)));
}

/// A clause without the units it begins with and the heading before them.
std::string order_in(std::string_view clause) {
  const auto assignment = assignment_in(clause);
  if (assignment && assignment->order < clause.size()) clause.remove_prefix(assignment->order);
  return std::string(clause.substr(behind_heading(clause)));
}

struct Units {
  std::string lead, coordinating;
  bool add(const std::optional<Assignment>& found) {
    if (!found) return false;
    if (lead.empty()) {
      lead = found->lead;
      coordinating = found->coordinating.empty() ? coordinating : found->coordinating;
    } else if (coordinating.empty() && found->lead.empty()) {
      coordinating = found->coordinating;  // a line of its own
    }
    return !lead.empty();
  }
};

/// Where the order of one time is looked for: its place, its item, and what was found so far.
class Search {
 public:
  Search(const Flow& flow, std::size_t begin, std::size_t end, bool inside, int index)
      : flow_(flow), begin_(begin), end_(end), inside_(inside), index_(index), item_(item(index)),
        floor_(begin > item_.body + kReach ? begin - kReach : item_.body) {}

  Order found() {
    if (!at_label()) in_sentence();
    in_headings();
    if (units_.lead.empty()) in_sentence_above();
    return {std::move(task_), std::move(units_.lead), std::move(units_.coordinating), far_fetched_};
  }

 private:
  const Item& item(int i) const { return flow_.items[static_cast<std::size_t>(i)]; }
  std::string words(std::size_t from, std::size_t to) const { return squeezed(flow_.letters(from, std::max(from, to))); }

  /// "Thời hạn: …": the label itself, or the items above and beside it say what and who.
  bool at_label() {
    const std::string_view whole = flow_.slice(item_.begin, item_.end);
    // "Thời gian thực hiện: xong trước …; báo cáo kết quả sử dụng kinh phí trước …": the second time has its own task.
    constexpr std::size_t kFewest = 4;  // words of a clause that says what
    static const RE2 of_time(R"(^\s*(?i:bắt đầu|từ|xong|hoàn thành|chia|dự kiến|trong|thực hiện|triển khai|giai đoạn|đợt|theo)\s)");
    if (!is_time_label(whole)) return false;
    const std::size_t colon = item_.begin + whole.find(':') + 1;
    const std::size_t clause = std::max(clause_begin(flow_, item_.begin, begin_), std::min(colon, begin_));
    const std::string_view said = flow_.slice(clause, begin_);
    if (word_count(said) >= kFewest && !matches(said, of_time)) return false;
    const std::string_view body = flow_.slice(item_.body, item_.end);
    task_ = task_of_label(squeezed(body.substr(0, body.find(':'))));
    if (!task_.empty()) return true;
    if (item_.parent >= 0) {
      beside_label();
    } else if (index_ > 0) {
      above_label();
    } else {
      return false;
    }
    return true;
  }

  /// Items beside the label name the units, the one above the task.
  void beside_label() {
    for (int i = std::max(item_.parent + 1, index_ - 4);
         i < static_cast<int>(flow_.items.size()) && i <= index_ + 4; ++i) {
      if (i == index_ || item(i).parent != item_.parent) continue;
      if (i > index_ && is_time_label(flow_.slice(item(i).begin, item(i).end))) break;
      units_.add(labelled_assignment(words_of(flow_, item(i))));
    }
    task_from(item(item_.parent));
  }

  /// Lines above that only name units stand between the time and its task.
  void above_label() {
    int above = index_ - 1;
    for (; above > 0 && above > index_ - 4; --above) {
      const auto found = labelled_assignment(words_of(flow_, item(above)));
      if (!found) break;
      units_.add(found);
    }
    task_from(item(above));
  }

  void task_from(const Item& other) {
    const std::string text = words_of(flow_, other);
    task_ = task_of(order_in(text));
    units_.add(assignment_in(text));
  }

  void in_sentence() {
    const std::string_view line = flow_.slice(item_.begin, item_.end);
    const std::size_t label = is_time_label(line) ? item_.begin + line.find(':') + 1 : 0;  // "Thời hạn nộp: Các bài viết gửi về …"
    std::size_t sentence = sentence_begin(flow_, std::max(floor_, std::min(label, begin_)), begin_);
    std::size_t clause = clause_begin(flow_, sentence, begin_);
    if (opens(clause) || opens(sentence)) return;
    const std::string before = words(sentence, begin_);
    static const RE2 bare(
        R"(^\(?(?:Thời hạn|Thời gian|Hạn|Tiến độ|Hoàn thành|Xong|Báo cáo|Gửi)[^.]{0,60}$)");
    const bool is_bare = word_count(before) < 6 || (matches(before, bare) && word_count(before) < 8);
    // The phrase may name the task itself: "thời hạn nhận bài thi sẽ là 31/01/2026".
    std::string phrase = words(begin_, end_);
    static const RE2 last(R"((?i)^((?:thời\s+)?hạn)\s+cuối(?:\s+cùng)?(?:\s+để)?)"), day(R"((?:\s+(?:sẽ|là|đến|vào|hết|trước|trong|ngày|:))*\s+\d.*$)");
    RE2::Replace(&phrase, last, "\\1");
    RE2::Replace(&phrase, day, "");
    std::string named = is_bare ? task_of_label(before) : std::string();
    if (named.empty()) named = task_of_label(phrase);
    if (!named.empty()) {
      task_ = std::move(named);
      return;
    }
    if (is_bare && sentence > floor_ + 1) {
      const std::size_t previous = sentence_begin(flow_, floor_, sentence - 2);
      if (word_count(flow_.slice(previous, sentence)) >= 3) sentence = previous;
    }
    if (is_bare) clause = sentence;
    // A frequency is part of what is ordered ("báo cáo định kỳ hằng quý về …"), a date only ends it.
    const bool frequency = inside_ && !ends_order();
    if (word_count(flow_.slice(clause, frequency ? clause_end(flow_, item_, end_) : begin_)) < 6 && clause > sentence)
      clause = clause_begin(flow_, sentence, clause - 1);
    const std::string whole = words(sentence, is_bare && sentence != floor_ ? begin_ : end_);
    std::string task = words(clause, frequency ? clause_end(flow_, item_, end_) : begin_);
    const auto here = assignment_in(clause == sentence ? whole : task), in_whole = assignment_in(whole);
    if (here && here->order < task.size()) task.erase(0, here->order);
    // "Các sở, ban, ngành; UBND các huyện …": the semicolon stands in a list of names.
    const bool listed = here && in_whole && in_whole->lead.ends_with(here->lead);
    if (!units_.add(listed ? in_whole : here) && !units_.add(in_whole) && is_bare && sentence != floor_ + 1)
      units_.add(assignment_in(words(sentence, clause_end(flow_, item_, std::min(end_, item_.end)))));
    if (word_count(task) < 3 && is_bare) {
      outside_sentence(task);
    } else {
      task_ = frequency ? task_of(task) : task_before_time(task);
    }
    units_.add(assignment_in(words(item_.body, std::min(begin_, item_.body + kReach))));
  }

  /// Whether the order follows a time that opens its clause: "Trước ngày 25/10, UBND các huyện báo cáo …", "Hằng năm tổng kết …"; or
  /// that stands between who must and what: "các sở trước ngày 20/7 phải báo cáo …".
  bool opens(std::size_t clause) {
    static const RE2 opening(R"((?i)^(?:(?:và|đồng thời|riêng|định kỳ|[^.;:,]{0,60}\s(?:yêu cầu|đề nghị|chỉ đạo))\s*[,:]?)?(?:\s*từ ngày \d+)?$)"),
        gap(R"(^\s*[,:]?\s*)"), must(R"(^(?:(?:phải|sẽ|cần)\s+)+)"), who_must(R"(^[^.;:,]{2,80}\s(?:phải|có trách nhiệm)\s)");
    const std::string before = words(clause, begin_), after = words(end_, clause_end(flow_, item_, end_));
    re2::StringPiece rest = piece(after);
    RE2::Consume(&rest, gap);
    const bool obliged = RE2::Consume(&rest, must);
    const bool first = matches(before, opening);
    const std::string_view order(rest.data(), rest.size());
    if ((!first && !obliged) || word_count(order) < 4) return false;
    const bool named = first && (begins_with_unit(order) || matches(order, who_must) || (rest.size() < after.size() && names_agent(order)));
    if (!named && !obliged && !before.empty()) return false;
    const std::string whole = words(begin_, clause_end(flow_, item_, end_));
    const std::string_view said = named || obliged ? order : std::string_view(whole);  // more words of time or purpose may stand before who
    auto found = named || !obliged ? assignment_in(said) : std::nullopt;
    if (found && found->order >= said.size()) found.reset();
    if (!units_.add(found)) units_.add(assignment_in(words(item_.body, begin_) + (obliged ? " phải" : "")));
    task_ = task_of(found ? said.substr(found->order) : order);
    return true;
  }

  /// "… gửi về Sở trước ngày 20 tháng 11 hằng năm": the day is printed, the frequency says nothing of the order.
  bool ends_order() const {
    static const RE2 dated(R"((?i)^(?:trước|chậm nhất|muộn nhất|vào|đến|gửi trước)\s)");
    return matches(flow_.slice(begin_, end_), dated);
  }

  /// The time is all its item says: the order follows in it, or stands above.
  void outside_sentence(std::string_view task) {
    const std::string after = words(end_, std::min(item_.end, end_ + kReach));
    const std::string_view order = std::string_view(after).substr(std::min(after.find_first_not_of(",: "), after.size()));
    task_ = task_before_time(task);
    if (word_count(order) >= 4) {
      const auto found = assignment_in(order);
      units_.add(found);
      task_ = task_of(found && found->order < order.size() ? order.substr(found->order) : order);
    } else if (index_ > 0 && item_.marker == Marker::none && item_.in_table == item(index_ - 1).in_table) {
      task_from(item(index_ - 1));
    }
  }

  void in_headings() {
    ordered_above(item_);
    for (int i = item_.parent; i >= 0 && units_.lead.empty(); i = item(i).parent) {
      const std::string heading = words_of(flow_, item(i));
      auto found = named_alone(heading);
      if (!found) found = assignment_in(word_count(heading) > 60 ? first_words(heading, 60) : heading);
      // A paragraph below the last item of a list may close the whole of it: "Kết quả gửi về Sở trước ngày …".
      if (found && found->order < heading.size() && item_.marker == Marker::none && !heading.ends_with(':')) far_fetched_ = true;
      if (found && (heading.find(':') != heading.npos || item(i).marker <= Marker::letter)) units_.add(found);
      if (task_.empty()) task_ = task_of(order_in(heading));
      ordered_above(item(i));
    }
  }

  /// "… Sở Nội vụ đề nghị các sở, ban, ngành thực hiện các nội dung sau:" above the list an item is of.
  void ordered_above(const Item& listed) {
    if (listed.opening < 0 || !units_.lead.empty()) return;
    const Item& opening = item(listed.opening);
    const std::size_t floor = opening.end > opening.body + kReach ? opening.end - kReach : opening.body;
    const std::string sentence = words(sentence_begin(flow_, floor, opening.end - 1), opening.end);
    static const RE2 gives(R"(^(?:Giao|Đề nghị|Yêu cầu|Phân công)\s)");
    if (matches(sentence, gives))
      units_.add(assignment_in(sentence));
    else if (const std::size_t unit = unit_given_order(" " + sentence); unit != std::string::npos)
      units_.add(assignment_in(std::string_view(sentence).substr(unit - 1)));
  }

  /// "Giao Sở Y tế tổng hợp. / Yêu cầu gửi kết quả trước ngày …": a paragraph that only says what and when goes on with those of the one above.
  void in_sentence_above() {
    static const RE2 no_subject(R"(^(?:Yêu cầu|Đề nghị|Hoàn thành|Báo cáo|Gửi|Trình|Kết quả|Thời gian|Thời hạn|Việc này|Nội dung|Nhiệm vụ|Số liệu|Hồ sơ)\s)");
    if (index_ == 0 || item_.marker != Marker::none || !matches(flow_.slice(item_.body, item_.end), no_subject)) return;
    const Item& above = item(index_ - 1);
    const std::string text = words_of(flow_, above);
    if (above.parent != item_.parent || above.in_table || !text.ends_with('.')) return;
    if (const auto found = assignment_in(text); found && word_count(found->lead) <= 24) far_fetched_ = units_.add(found);
  }

  const Flow& flow_;
  std::size_t begin_, end_;
  bool inside_;
  int index_;
  const Item& item_;
  std::size_t floor_;
  Units units_;
  std::string task_;
  bool far_fetched_ = false;
};

}  // namespace

Order order_at(const Flow& flow, std::size_t begin, std::size_t end, bool inside) {
  const int index = flow.item_at(begin);
  if (index < 0) return {};
  if (const auto row = flow.items[static_cast<std::size_t>(index)].in_table ? table_row(flow, begin) : std::nullopt)
    return {shortened(row->task.empty() ? row->section : row->task), row->lead, row->coordinating, true};
  return Search(flow, begin, end, inside, index).found();
}

}  // namespace sohoa
