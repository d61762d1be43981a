#include "pipeline/extract/targets.hh"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "pipeline/extract/order.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_row.hh"

namespace sohoa {
namespace {

constexpr std::size_t kNameWords = 28;  // a line of a table of targets

double percent_of(std::string number) {
  std::replace(number.begin(), number.end(), ',', '.');
  std::replace(number.begin(), number.end(), 'O', '0');  // misread
  std::replace(number.begin(), number.end(), 'o', '0');
  return std::strtod(number.c_str(), nullptr);
}

/// Without signs at the ends, and without "và" before what an earlier clause goes on with.
std::string trimmed(std::string_view text) {
  static const RE2 before(R"(^(?:[ ,:.%~–-]|và )+)"), behind(R"~([ ,;:.()"“”–-]+$)~");
  std::string out(text);
  RE2::Replace(&out, before, "");
  RE2::Replace(&out, behind, "");
  return out;
}

/// Ends of the clause around a percentage: ';', the end of a sentence, of the item, or the next
/// percentage.
std::size_t clause_begin(std::string_view text, std::size_t floor, std::size_t at) {
  for (std::size_t i = at; i > floor; --i) {
    const char c = text[i - 1];
    if (c == ';' || (c == '.' && (text[i] == ' ' || text[i] == '\n'))) return i;
  }
  return floor;
}
std::size_t clause_end(std::string_view text, std::size_t at, std::size_t end) {
  for (; at < end; ++at)
    if (text[at] == ';' ||
        (text[at] == '.' && (at + 1 == end || text[at + 1] == ' ' || text[at + 1] == '\n')))
      break;
  return at;
}

/// What the words around a percentage say of it.
struct Bound {
  bool least = false, most = false;
};

Bound bound_of(std::string_view left, std::string_view right) {
  static const RE2 least_before(
      R"((?i)(?:tối\s+thiểu|ít\s+nhất|trên|từ|hơn|không\s+(?:dưới|thấp\s+hơn)|[≥>])\s*$)");
  static const RE2 least_after(R"((?i)^(?:\s+[\pL\s]{0,40})?\s*(?:trở\s+lên|hoặc\s+cao\s+hơn))");
  static const RE2 most_before(
      R"((?i)(?:dưới|không\s+quá|vượt\s+quá|tối\s+đa|thấp\s+hơn|[≤<])\s*$)");
  static const RE2 most_after(R"((?i)^\s*trở\s+xuống)");
  Bound bound;
  bound.most = matches(left, most_before) || matches(right, most_after);
  bound.least = !bound.most && (matches(left, least_before) || matches(right, least_after));
  static const RE2 not_under(R"((?i)không\s+dưới\s*$)");
  if (matches(left, not_under)) bound = {true, false};
  return bound;
}

/// Words of a goal before the figure, in its clause.
bool names_goal(std::string_view left) {
  static const RE2 goal(
      R"((?i)(?:phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|bảo\s+đảm|đảm\s+bảo|yêu\s+cầu|tối\s+thiểu|ít\s+nhất|(?:nâng|tăng|đưa|giảm|hạ)\s+(?:dần\s+)?(?:tỷ|tỉ)\s+lệ|duy\s+trì)(?:\s|:)[^.;]*$)");
  return matches(left, goal);
}

/// What is told, not ordered.
bool tells(std::string_view left, std::string_view right, bool bounded, bool goal) {
  static const RE2 done(
      R"((?i)(?:^|[\s(])(?:đã|hiện\s+có|hiện\s+nay|đến\s+nay|chiếm|mới\s+đạt|chỉ\s+đạt|ước\s+đạt|kết\s+quả\s+đạt|kết\s+quả:|trung\s+bình|qua\s+kiểm\s+tra|lưu\s+ý)[\s,:][^.;]*$)");
  static const RE2 compared(R"((?i)(?:^|[\s(])so\s+với[\s,:][^.;]*$)"), counted(R"((?i)^[^.;]{0,20}\d+\s[^.;%]*\scó\s+(?:tỷ|tỉ)\s+lệ\s)");
  static const RE2 moved(R"((?i)(?:^|[\s(])(?:tăng|giảm|bằng|còn)\s[^.;]*$)");
  static const RE2 then_done(R"((?i)^[^.;,]{0,60}\sđã\s)"), given(R"((?i)^[^.;,]{0,60}\sđã\s+(?:được\s+)?(?:giao|đề\s+ra|phê\s+duyệt|phân\s+bổ|xác\s+định)(?:[\s.;,]|$))");
  return matches(left, done) || (matches(right, then_done) && !matches(right, given)) || (!goal && (matches(left, compared) || matches(left, counted))) ||
         (!bounded && !goal && matches(left, moved));
}

/// Rates of taxes, shares of money, contents of goods.
bool is_share(std::string_view left, std::string_view right) {
  static const RE2 money(
      R"((?i)(?:thuế|lãi\s+suất|phí|lệ\s+phí|vốn|kinh\s+phí|ngân\s+sách|mức\s+chi|mức\s+hỗ\s+trợ|giá|hưởng|phụ\s+cấp|lương|doanh\s+thu|hàm\s+lượng|nồng\s+độ|độ\s+ẩm|cồn|diện\s+tích|tiền)[^.;]{0,50}$)");
  static const RE2 plan(R"((?i)(?:giải\s+ngân|thu\s+ngân\s+sách|số\s+thu)[^.;]*$)");
  static const RE2 of_money(
      R"((?i)^\s*(?:trở\s+lên\s+)?(?:số\s+)?(?:vốn|giá\s+trị|tổng\s+(?:mức|vốn|kinh\s+phí)|kinh\s+phí|lãi|thu\s+nhập|cổ\s+phần|lương|để\s+lập|chi\s+phí|doanh\s+thu|mức\s+lương|(?:được\s+)?(?:hưởng|trợ\s+cấp|hỗ\s+trợ|miễn)))");
  return (matches(left, money) && !matches(left, plan)) || matches(right, of_money);
}

/// "Công bố 100% thủ tục": all of them, unless figures beside it or its heading make it a target.
bool among_targets(const Flow& flow, const Item& item, std::size_t at, std::size_t after) {
  static const RE2 figure(R"(\d\s*%)"), heading(R"((?i)chỉ\s+tiêu|mục\s+tiêu)");
  if (matches(flow.slice(item.begin, at), figure) || matches(flow.slice(after, item.end), figure))
    return true;
  const auto self = static_cast<std::size_t>(&item - flow.items.data());
  for (std::size_t i = self > 2 ? self - 2 : 0; i < std::min(self + 3, flow.items.size()); ++i)
    if (i != self && matches(flow.slice(flow.items[i].begin, flow.items[i].end), figure))
      return true;
  return item.parent >= 0 &&
         matches(flow.slice(flow.items[static_cast<std::size_t>(item.parent)].begin,
                            flow.items[static_cast<std::size_t>(item.parent)].end),
                 heading);
}

/// Where lists of goals are open: their heading or opening says so ("2. Mục tiêu cụ thể", "… đề ra một số mục tiêu: …"), for all
/// sentences of the paragraph and for the paragraphs that go on with it.
class GoalLists {
 public:
  explicit GoalLists(const Flow& flow) : flow_(flow) {
    static const RE2 heading(R"((?i)^[^.;:]{0,24}(?:chỉ|mục)\s+tiêu(?:[\s,:)]|$))"), goes_on(R"(^(?:Về|Trong|Đến|Đối với)\s)"), ends(R"(;\s*$)");
    std::vector<bool> heads;  // says so for what stands under it
    bool open = false, ended = false;  // of the item before
    for (const Item& item : flow.items) {
      const std::string_view body = flow.slice(item.body, item.end);
      const auto above = static_cast<std::size_t>(item.parent);
      heads.push_back(matches(body, heading) || (item.parent >= 0 && heads[above]));
      const bool carried = open && item.marker == Marker::none && (ended || matches(body, goes_on));
      goes_on_.push_back(carried || (item.parent >= 0 && heads[above]));
      open = goes_on_.back() || matches(body, opening());
      ended = matches(body, ends);
    }
  }

  bool open_at(std::size_t index, std::size_t at) const { return goes_on_[index] || matches(flow_.slice(flow_.items[index].body, at), opening()); }

 private:
  static const RE2& opening() {
    static const RE2 words(
        R"((?i)(?:(?:đặt|đề)\s+(?:ra\s+)?(?:(?:một\s+số|các|\d+)\s+)?(?:mục|chỉ)\s+tiêu|(?:mục|chỉ)\s+tiêu\s+(?:đặt\s+ra|chủ\s+yếu|cụ\s+thể|đến\s+năm)|phấn\s+đấu\s+đến)[\s,:])");
    return words;
  }

  const Flow& flow_;
  std::vector<bool> goes_on_;  // of items, whatever they say themselves
};

/// Whether the words before or behind a figure of such a list say what the figure is: "… đạt khoảng 25%", "có 80% cuộc họp …".
bool says_goal(std::string_view left, std::string_view right) {
  static const RE2 reached(R"((?i)(?:đạt|là|tăng|giảm|còn|lên|xuống|:)\s*(?:khoảng\s*)?$)");
  static const RE2 rate(R"((?i)(?:^|,|:|\sđó)\s*(?:tỷ|tỉ)\s+lệ\s[^,;:.%]*\s$)");  // "tỷ lệ thôn đạt chuẩn 58,9%"
  constexpr std::size_t kOpening = 7;  // words: "Trong lĩnh vực chính quyền số, 100% …"
  return matches(left, reached) || matches(left, rate) || (word_count(left) <= kOpening && word_count(right) >= 3);
}

/// Without what opens the list or the sentence: "… đặt mục tiêu", "Chỉ tiêu 3:", "phấn đấu đến hết năm 2025,"; from the last "tỷ lệ" on.
std::string_view without_opening(std::string_view left) {
  static const RE2 opening(
      R"((?i)^(?s:.*)(?:(?:mục|chỉ)\s+tiêu(?:\s+(?:\d+|chủ\s+yếu|cụ\s+thể|đặt\s+ra|tổng\s+quát|là|gồm|sau|như\s+sau))*\s*[:,]?|(?:phấn\s+đấu|đảm\s+bảo|bảo\s+đảm)(?:\s+(?:đến|trong)\s+(?:hết\s+|cuối\s+)?(?:năm|quý)\s+[\dIVX/]+)?\s*,?)(?:\s|$))");
  static const RE2 measure(R"((?i)^(?s:.*)((?:tỷ|tỉ)\s+(?:lệ|trọng)\s|tốc\s+độ\s))");
  re2::StringPiece rest = piece(left), from;
  RE2::Consume(&rest, opening);
  if (RE2::PartialMatch(rest, measure, &from)) rest.remove_prefix(static_cast<std::size_t>(from.data() - rest.data()));
  return {rest.data(), rest.size()};
}

/// The words behind the last comma, when they are few: "bảo đảm …, đến năm 2026 tinh giản" 5%.
std::string last_piece(const std::string& name) {
  constexpr std::size_t kFew = 8;
  const std::size_t comma = name.rfind(", ");
  const std::string piece = comma == name.npos ? name : name.substr(comma + 2);
  return word_count(piece) <= kFew ? piece : "";
}

/// The words the figure is said of: "Tỷ lệ … đạt" before it, or what follows "100% …"; of a second figure of the same ("65% vào năm
/// 2025 và 75% vào năm 2030") those of the first.
std::string name_of(const Flow& flow, const Item& item, std::string_view left, std::string_view right, const std::string& previous) {
  static const RE2 bound_words(
      R"((?i)((?:phấn\s+đấu\s+)?(?:đạt|bảo\s+đảm|đảm\s+bảo|xuống|lên|còn|ở\s+mức)?\s*(?:tỷ\s+lệ\s+)?(?:tối\s+thiểu|ít\s+nhất|trên|từ|hơn|đạt|dưới|(?:không\s+)?(?:vượt\s+)?quá|tối\s+đa|lên|còn|ở\s+mức|không\s+dưới|[≥>≤<])?\s*(?:khoảng\s*)?)$)");
  static const RE2 rest_of_bound(R"((?i)^(\s*(?:trở\s+(?:lên|xuống)|hoặc\s+cao\s+hơn))?)");
  static const RE2 named(R"((?i)(tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tốc\s+độ|mức\s+độ|giải\s+ngân)\s)");
  static const RE2 predicate(R"((?i)\s(?:đạt|còn|lên|xuống)\s*(?:khoảng|trên|dưới)?\s*$)");
  static const RE2 time(R"((?i)^(?:vào|đến|trước|trong|so\s+với|năm|cuối)\s)");
  static const RE2 only_time(
      R"((?i)^[\s,]*(?:(?:vào|đến|trong)\s+(?:hết\s+|cuối\s+)?(?:năm|quý|tháng)\s+[\dIVX/]+)?[\s,]*(?:và|rồi)?[\s,]*(?:phấn\s+đấu)?\s*(?:duy\s+trì)?\s*$)");
  std::string_view before = left;
  re2::StringPiece bound;
  if (RE2::PartialMatch(piece(before), bound_words, &bound))
    before = before.substr(0, before.size() - bound.size());
  re2::StringPiece behind = piece(right);
  RE2::Consume(&behind, rest_of_bound);
  std::string tail = trimmed(squeezed({behind.data(), behind.size()}));
  static const RE2 aside(R"(^\s*\()");  // "đạt 50% (8 xã)"
  if (matches(tail, time) || matches({behind.data(), behind.size()}, aside)) tail.clear();
  if (tail.empty() && matches(before, only_time) && !previous.empty()) return previous;
  std::string name = trimmed(squeezed(without_opening(before)));
  if (word_count(name) >= 3 && matches(left, predicate)) return trimmed(last_words(name, kNameWords) + (word_count(tail) <= 6 ? " " + tail : ""));
  if (word_count(tail) >= 3 && !matches(name, named)) name = trimmed((word_count(name) > 6 ? last_piece(name) : name) + " " + tail);
  if (name.empty()) name = tail;
  if (name.empty() && item.parent >= 0) {
    const Item& parent = flow.items[static_cast<std::size_t>(item.parent)];
    name = trimmed(squeezed(flow.slice(parent.body, parent.end)));
  }
  return first_words(name, kNameWords);
}

void find_in_prose(const Flow& flow, bool is_report,
                   std::vector<std::pair<std::size_t, Target>>& found) {
  static const RE2 percentage(R"((\d{1,2}[Oo]|\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|phần\s+trăm))");
  static const RE2 orders(
      R"((?i)(?:thực\s+hiện|công\s+bố|công\s+khai|niêm\s+yết|kiểm\s+soát|số\s+h[óo][áa]?|số\s+hóa|triển\s+khai|cập\s+nhật|rà\s+soát|xử\s+lý|tiếp\s+nhận|giải\s+quyết|hoàn\s+thành|cung\s+cấp|đưa|cấp|sử\s+dụng)(?:[^.;]{0,60}\s|\s)$)");
  static const RE2 goal_above(R"((?i)(?:phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu)(?:\s|:)[^.]*$)");
  // "Tỷ lệ thanh toán trực tuyến: 60%": a line of a list of targets.
  static const RE2 label(R"((?i)^[-–+\s]*(?:tỷ|tỉ)\s+lệ\s[^.;:]*:\s*(?:đạt\s+)?$)"),
      ends(R"(^\s*$)");
  static const RE2 rate(R"((?i)(?:(?:tỷ|tỉ)\s+(?:lệ|trọng)|tốc\s+độ)\s)");
  constexpr std::size_t kReach = 2000;  // bytes; no clause is longer
  const std::string_view text = flow.text;
  const GoalLists lists(flow);
  std::size_t last_end = 0;
  std::string previous;
  re2::StringPiece groups[2];
  for (std::size_t from = 0; from < text.size() && percentage.Match(piece(text), from, text.size(),
                                                                    RE2::UNANCHORED, groups, 2);) {
    const auto at = static_cast<std::size_t>(groups[0].data() - text.data());
    const std::size_t after = at + groups[0].size();
    from = after;
    if (at > 0 && (text[at - 1] == ',' || text[at - 1] == '.' || text[at - 1] == '-' ||
                   (text[at - 1] >= '0' && text[at - 1] <= '9')))
      continue;
    const int index = flow.item_at(at);
    const Item& item = flow.items[static_cast<std::size_t>(index)];
    const double percent = percent_of(std::string(groups[1]));
    if (percent <= 0.0 || percent > 100.0) continue;
    const std::size_t floor = std::max(item.body, at > kReach ? at - kReach : 0);
    const std::size_t begin =
        std::max({clause_begin(text, floor, at), floor, last_end > at ? floor : last_end});
    std::size_t end = clause_end(text, after, std::min(item.end, after + kReach));
    if (re2::StringPiece next;
        percentage.Match(piece(text), after, end, RE2::UNANCHORED, &next, 1)) {
      // The next figure of the same clause takes the words from its own comma on.
      const auto stop = static_cast<std::size_t>(next.data() - text.data());
      const std::size_t comma = text.rfind(',', stop), also = text.rfind(" và ", stop);
      end = text[after] == ',' ? after : stop;
      for (const std::size_t mark : {comma, also})
        if (end != after && mark != text.npos && mark > after && (end == stop || mark > end)) end = mark;
    }
    const std::string_view left = flow.letters(begin, at), right = flow.letters(after, end);
    const std::string_view sentence = flow.letters(floor, at);
    const Bound bound = bound_of(left, right);
    const bool bounded = bound.least || bound.most;
    const bool goal = names_goal(left) || matches(sentence, goal_above) ||
                      (!is_report && says_goal(left, right) && lists.open_at(static_cast<std::size_t>(index), at));
    const bool all =
        percent == 100.0 && ((word_count(left) <= 2 && word_count(right) >= 3) ||
                             (matches(left, orders) && among_targets(flow, item, at, after)));
    if (!bounded && !goal && !all && !(matches(left, label) && matches(right, ends))) continue;
    if ((is_share(left, right) && !(goal && matches(left, rate))) || tells(left, right, bounded, goal)) continue;
    if (is_report && !goal) continue;
    const std::string name = name_of(flow, item, left, right, last_end > floor ? previous : "");
    if (word_count(name) < (goal ? 2 : 3)) continue;
    previous = name;
    Target target;
    target.name = name;
    target.percent = percent;
    target.at_least = bound.least;
    target.lead = order_at(flow, at, after).lead;
    target.evidence = flow.evidence(at, after, "target.percent");
    found.emplace_back(at, std::move(target));
    last_end = end;
  }
}

/// "Văn phòng Sở % 60": a figure behind the unit of its column.
void find_in_columns(const Flow& flow, std::vector<std::pair<std::size_t, Target>>& found) {
  static const RE2 cell(
      R"((?:^|\s)%\s+((?:[Tt]ối\s+thiểu|[Tt]rên|[Tt]ừ|[Íí]t\s+nhất)\s+)?(\d{1,3}(?:[.,]\d{1,2})?)(?:\s|$))");
  re2::StringPiece groups[3];
  const std::string_view text = flow.text;
  for (std::size_t from = 0; from < text.size() && cell.Match(piece(text), from, text.size(),
                                                              RE2::UNANCHORED, groups, 3);) {
    const auto at = static_cast<std::size_t>(groups[2].data() - text.data());
    from = at + groups[2].size();
    const auto row = table_row(flow, static_cast<std::size_t>(groups[0].data() - text.data()));
    const double percent = percent_of(std::string(groups[2]));
    if (!row || percent <= 0.0 || percent > 100.0) continue;
    Target target;
    target.name = first_words(row->task.empty() ? row->section : row->task, kNameWords);
    if (target.name.empty()) continue;
    target.percent = percent;
    target.at_least = !groups[1].empty();
    target.lead = row->lead;
    target.evidence = flow.evidence(row->begin, from, "target.column");
    found.emplace_back(at, std::move(target));
  }
}

}  // namespace

std::vector<Target> find_targets(const Flow& flow, bool is_report) {
  std::vector<std::pair<std::size_t, Target>> found;
  find_in_prose(flow, is_report, found);
  find_in_columns(flow, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Target> targets;
  for (auto& [at, target] : found) targets.push_back(std::move(target));
  return targets;
}

}  // namespace sohoa
