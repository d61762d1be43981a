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

double percent_of(std::string number) {
  std::replace(number.begin(), number.end(), ',', '.');
  std::replace(number.begin(), number.end(), 'O', '0');  // misread
  std::replace(number.begin(), number.end(), 'o', '0');
  return std::strtod(number.c_str(), nullptr);
}

std::string trimmed(std::string text) {
  const std::string_view blank = " ,;:.-–()\"“”";
  while (!text.empty() && blank.find(text.back()) != blank.npos) text.pop_back();
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == ':' ||
                              text[at] == '-' || text[at] == '.'))
    ++at;
  return text.substr(at);
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
bool tells(std::string_view left, std::string_view right, bool bounded) {
  static const RE2 done(
      R"((?i)(?:^|[\s(])(?:đã|hiện\s+có|hiện\s+nay|đến\s+nay|so\s+với|chiếm|mới\s+đạt|chỉ\s+đạt|ước\s+đạt|kết\s+quả\s+đạt|kết\s+quả:|trung\s+bình|qua\s+kiểm\s+tra|lưu\s+ý)[\s,:][^.;]*$)");
  static const RE2 moved(R"((?i)(?:^|[\s(])(?:tăng|giảm|bằng|còn)\s[^.;]*$)");
  static const RE2 then_done(R"((?i)^[^.;,]{0,60}\sđã\s)");
  return matches(left, done) || matches(right, then_done) ||
         (!bounded && !names_goal(left) && matches(left, moved));
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

/// The words the figure is said of: "Tỷ lệ … đạt" before it, or what follows "100% …".
std::string name_of(const Flow& flow, const Item& item, std::string_view left,
                    std::string_view right) {
  static const RE2 bound_words(
      R"((?i)((?:phấn\s+đấu\s+)?(?:đạt|bảo\s+đảm|đảm\s+bảo|xuống|lên|còn|ở\s+mức)?\s*(?:tỷ\s+lệ\s+)?(?:tối\s+thiểu|ít\s+nhất|trên|từ|hơn|đạt|dưới|(?:không\s+)?(?:vượt\s+)?quá|tối\s+đa|lên|còn|ở\s+mức|không\s+dưới|[≥>≤<])?\s*)$)");
  static const RE2 rest_of_bound(R"((?i)^(\s*(?:trở\s+(?:lên|xuống)|hoặc\s+cao\s+hơn))?)");
  static const RE2 named(R"((?i)(tỷ\s+lệ|tỉ\s+lệ|mức\s+độ|giải\s+ngân)\s)");
  std::string_view before = left;
  re2::StringPiece bound;
  if (RE2::PartialMatch(piece(before), bound_words, &bound))
    before = before.substr(0, before.size() - bound.size());
  re2::StringPiece behind = piece(right);
  RE2::Consume(&behind, rest_of_bound);
  std::string name = trimmed(squeezed(before));
  const std::string tail = trimmed(squeezed({behind.data(), behind.size()}));
  if (word_count(tail) >= 3 && !matches(name, named))
    name = word_count(name) > 6 ? tail : trimmed(name + " " + tail);
  if (name.empty()) name = tail;
  if (name.empty() && item.parent >= 0) {
    const Item& parent = flow.items[static_cast<std::size_t>(item.parent)];
    name = trimmed(squeezed(flow.slice(parent.body, parent.end)));
  }
  return name;
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
  constexpr std::size_t kReach = 2000;  // bytes; no clause is longer
  const std::string_view text = flow.text;
  std::size_t last_end = 0;
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
      const std::size_t comma = text.rfind(',', stop);
      end = comma != text.npos && comma > after ? comma : stop;
    }
    const std::string_view left = flow.letters(begin, at), right = flow.letters(after, end);
    const std::string_view sentence = flow.letters(floor, at);
    const Bound bound = bound_of(left, right);
    const bool bounded = bound.least || bound.most;
    const bool goal = names_goal(left) || matches(sentence, goal_above);
    const bool all =
        percent == 100.0 && ((word_count(left) <= 2 && word_count(right) >= 3) ||
                             (matches(left, orders) && among_targets(flow, item, at, after)));
    if (!bounded && !goal && !all && !(matches(left, label) && matches(right, ends))) continue;
    if (is_share(left, right) || tells(left, right, bounded)) continue;
    if (is_report && !goal) continue;
    const std::string name = name_of(flow, item, left, right);
    if (word_count(name) < 3) continue;
    Target target;
    target.name = first_words(name, 28);
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
    target.name = first_words(row->task.empty() ? row->section : row->task, 28);
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
