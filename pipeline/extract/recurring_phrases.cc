#include <algorithm>
#include <charconv>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/term_phrases.hh"

namespace sohoa {
namespace {

// How often: "06 tháng", "3 tháng một lần", "tháng", "quý" (also misread), "năm".
#define UNIT R"((?:\d{1,2}\s+tháng|nửa\s+năm|tuần|tháng|qu[ýíy]|qúy|năm|ngày))"
#define EVERY R"((?:(?:hằng|hàng|h[ăâa]ng|mỗi)\s+))"
#define DAY R"((?:(?:mùng|mồng)\s+)?([0-9Il]{1,2}))"

std::string_view view(re2::StringPiece p) { return {p.data(), p.size()}; }

/// A day of the month or a month, negative where a letter was read for a digit.
int number_of(std::string_view printed) {
  std::string digits(printed);
  for (char& c : digits)
    if (c == 'I' || c == 'l') c = '1';
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return digits == printed ? value : -value;
}

std::string weekday_of(std::string_view name) {
  static const std::pair<std::string_view, const char*> days[] = {
      {"hai", "MO"}, {"2", "MO"},   {"ba", "TU"},  {"3", "TU"},   {"tư", "WE"},
      {"4", "WE"},   {"năm", "TH"}, {"5", "TH"},   {"sáu", "FR"}, {"6", "FR"},
      {"bảy", "SA"}, {"7", "SA"},   {"nhật", "SU"}};
  const std::string lower = text::lower(name);
  for (const auto& [word, code] : days)
    if (lower == word) return code;
  return {};
}

/// "tháng" → FREQ=MONTHLY, "06 tháng" → FREQ=MONTHLY;INTERVAL=6.
std::string frequency_of(std::string_view printed) {
  const std::string name = text::lower(squeezed(printed));
  if (name.starts_with("n") && name.find("nửa") == 0) return "FREQ=MONTHLY;INTERVAL=6";
  if (name[0] >= '0' && name[0] <= '9') {
    const int months = number_of(std::string_view(name).substr(0, name.find(' ')));
    if (months < 1 || months > 60) return {};
    return months == 1 ? "FREQ=MONTHLY" : "FREQ=MONTHLY;INTERVAL=" + std::to_string(months);
  }
  if (name == "tháng") return "FREQ=MONTHLY";
  if (name.starts_with("q")) return "FREQ=MONTHLY;INTERVAL=3";
  if (name == "năm") return "FREQ=YEARLY";
  if (name == "ngày") return "FREQ=DAILY";
  return "FREQ=WEEKLY";
}

/// When in its span something recurs: days of a month, dates of a year, a weekday, a month.
struct When {
  int day = 0, month = 0;
  std::string weekday;
  std::vector<std::pair<int, int>> dates;  // month, day
  bool quarter = false;                    // "ngày 20 tháng cuối quý"
  bool misread = false;
  bool empty() const { return day == 0 && month == 0 && weekday.empty() && dates.empty(); }
};

/// What stands beside the words for how often; `size` is what it takes of `context`.
struct Beside {
  When when;
  std::size_t size = 0;
};

void read_dates(std::string_view list, When& when) {
  static const RE2 date(R"((\d{1,2})\s*(?:/|-|\s+tháng\s+)\s*(\d{1,2}))");
  re2::StringPiece rest = piece(list);
  int day = 0, month = 0;
  while (RE2::FindAndConsume(&rest, date, &day, &month))
    if (is_calendar_day(2000, month, day)) when.dates.emplace_back(month, day);
}

#define DATES \
  R"((?:(?:ngày\s+)?\d{1,2}\s*(?:/|\s+tháng\s+)\s*\d{1,2}|ngày\s+\d{1,2}-\d{1,2})(?:\s*(?:,|;|và|hoặc)\s*(?:(?:trước|sau)\s+)?(?:ngày\s+)?\d{1,2}\s*(?:/|\s+tháng\s+)\s*\d{1,2})*)"
#define LATEST R"((?:(?:chậm\s+nhất|muộn\s+nhất|tru?[ướơòuo]+c|vào|là|đến|từ|gửi)\s+)*)"
#define HOUR R"((?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?\s*(?:phút)?\s*,?\s*)?)"

Beside left_of_frequency(std::string_view context) {
  static const RE2 dates("(?i)(" LATEST HOUR "(" DATES R"()[\s,(]*(?:của\s+)?)$)");
  static const RE2 day("(?i)(" LATEST HOUR R"(ngày\s+)" DAY R"((?:\s+(?:của\s+)?tháng\s+(?:đầu|cuối|thứ\s+\pL+))?\s*,?\s*(?:của\s+)?(?:các\s+)?)$)");
  static const RE2 weekday(
      "(?i)(" LATEST HOUR
      R"((?:sáng\s+|chiều\s+)?(?:thứ|chủ)\s+(hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\s*,?\s*)$)");
  static const RE2 month(R"((?i)((?:trong\s+|vào\s+)?tháng\s+(\d{1,2})\s*,?\s*)$)");
  Beside found;
  re2::StringPiece whole, part;
  if (RE2::PartialMatch(piece(context), dates, &whole, &part)) {
    read_dates(view(part), found.when);
  } else if (RE2::PartialMatch(piece(context), day, &whole, &part)) {
    const int n = number_of(view(part));
    found.when.day = n < 0 ? -n : n;
    found.when.misread = n < 0;
  } else if (RE2::PartialMatch(piece(context), weekday, &whole, &part)) {
    found.when.weekday = weekday_of(view(part));
  } else if (RE2::PartialMatch(piece(context), month, &whole, &part)) {
    found.when.month = number_of(view(part));
  }
  if (found.when.day > 31 || found.when.month > 12) found.when = {};
  found.size = found.when.empty() ? 0 : whole.size();
  return found;
}

Beside right_of_frequency(std::string_view context) {
  // Between "hằng tháng" and its day: what is sent to whom.
  static const RE2 dates(
      R"((?i)^([\s,:(]*(?:[^\d.;:()]{0,90}?\s)?(?:trước|chậm\s+nhất|vào|là)\s+(?:(?:là|vào|trước)\s+)*)" HOUR
      "(" DATES R"()\)?))");
  static const RE2 day(
      R"((?i)^([\s,:(]*(?:[^\d.;:()]{0,90}?\s)?(?:trước|chậm\s+nhất|vào|là)\s+(?:(?:là|vào|trước)\s+)*)" HOUR
      R"(ngày\s+)" DAY
      R"((?:\s+(?:của\s+)?(tháng\s+(?:liền\s+k[ềể]|sau|tiếp\s+theo|kế\s+tiếp|đầu|cuối|đó)(?:\s+(?:của\s+)?(?:mỗi\s+)?(quý))?(?:\s+(?:tiếp\s+theo|sau|tháng\s+báo\s+cáo))?|hằng\s+tháng|hàng\s+tháng))?\)?)(?:[^/\d]|$))");
  static const RE2 weekday(
      R"((?i)^([\s,:(]*(?:[^\d.;:()]{0,60}?\s)?(?:vào|trước)\s+(?:ngày\s+)?)" HOUR
      R"((?:thứ|chủ)\s+(hai|ba|tư|năm|sáu|bảy|nhật|[2-7])\)?)(?:[\s,.;)]|$))");
  static const RE2 month(R"((?i)^(\s*,?\s*(?:vào|trong)\s+tháng\s+(\d{1,2}))(?:[\s,.;)]|$))"),
      month_of_year(R"(^\s*(?:/|năm\s)\s*\d)");
  Beside found;
  re2::StringPiece whole, part, tail, quarter;
  if (RE2::PartialMatch(piece(context), dates, &whole, &part)) {
    // A year behind makes it one day's term, not a yearly one.
    static const RE2 year(R"(^\s*(?:/|năm\s)\s*\d{4})");
    if (!matches(context.substr(whole.size()), year)) read_dates(view(part), found.when);
  } else if (RE2::PartialMatch(piece(context), day, &whole, &part, &tail, &quarter)) {
    const int n = number_of(view(part));
    static const RE2 dated(R"(^\s*tháng\s+\d)");
    if (!matches(context.substr(whole.size()), dated)) found.when.day = n < 0 ? -n : n;
    found.when.misread = n < 0;
    found.when.quarter = !quarter.empty();
  } else if (RE2::PartialMatch(piece(context), weekday, &whole, &part)) {
    found.when.weekday = weekday_of(view(part));
  } else if (RE2::PartialMatch(piece(context), month, &whole, &part) &&
             !matches(context.substr(whole.size()), month_of_year)) {
    found.when.month = number_of(view(part));
  }
  if (found.when.day > 31 || found.when.month > 12) found.when = {};
  found.size = found.when.empty() ? 0 : whole.size();
  return found;
}

/// One rule for each unit of the list, narrowed by the days beside it.
std::vector<std::string> rules_of(std::string_view list, const When& when) {
  static const RE2 unit("(?i)(" UNIT ")");
  std::vector<std::string> rules;
  const auto add = [&](std::string rule) {
    if (!rule.empty() && std::find(rules.begin(), rules.end(), rule) == rules.end())
      rules.push_back(std::move(rule));
  };
  if (!when.dates.empty()) {
    for (const auto& [month, day] : when.dates)
      add("FREQ=YEARLY;BYMONTH=" + std::to_string(month) + ";BYMONTHDAY=" + std::to_string(day));
    return rules;
  }
  re2::StringPiece rest = piece(list), found;
  while (RE2::FindAndConsume(&rest, unit, &found)) {
    std::string rule = frequency_of(view(found));
    if (when.month > 0 && rule == "FREQ=YEARLY") rule += ";BYMONTH=" + std::to_string(when.month);
    if (when.day > 0 && rule.starts_with("FREQ=MONTHLY"))
      rule += ";BYMONTHDAY=" + std::to_string(when.day);
    if (!when.weekday.empty() && rule == "FREQ=WEEKLY") rule += ";BYDAY=" + when.weekday;
    add(std::move(rule));
  }
  return rules;
}

/// Hours, pay and leave recur too.
bool is_no_task(std::string_view left) {
  static const RE2 no(
      R"((?i)(?:lịch|tiền|lương|học|nghỉ|làm\s+việc|trung\s+bình|bình\s+quân|mức|kinh\s+phí|dự\s+toán|ngân\s+sách|(?:sáng|chiều)\s+thứ\s+\pL+)\s*(?:(?:vào|cả|các)\s+)*(?:(?:buổi|ngày)\s+)?$)");
  static const RE2 school_year(R"((?i)năm\s+học\s*$)");
  return matches(left, no) && !matches(left, school_year);
}

/// Whether the words around say that something is to be done so often, not only that it happens.
bool is_ordered(const TermText& t, std::size_t begin, std::size_t end) {
  static const RE2 near_left(
      R"((?i)(?:định\s+kỳ|chế\s+độ\s+báo\s+cáo|báo\s+cáo|gửi\s+báo\s+cáo|trước\s+ngày\s+\d{1,2})(?:\s+\pL+){0,6}[\s,(:]*$|(?:tổ\s+chức|tiến\s+hành|thực\s+hiện)\s+(?:sơ\s+kết|tổng\s+kết|đánh\s+giá)\s+$)");
  static const RE2 cue_right(
      R"((?i)^[\s,(]*(?:trước\s+ngày|vào\s+ngày|chậm\s+nhất|báo\s+cáo|gửi|tổng\s+hợp\s+báo|,\s*báo|và\s+(?:khi|đột\s+xuất)|hoặc\s+đột\s+xuất|(?:một|1|01)\s+lần))");
  // "Hàng ngày, cán bộ trực cập nhật …": opens a sentence that goes on with who does it.
  static const RE2 opens_left(R"((?:^|[.;:]\s+|\n)(?:[-–+•*]\s*|[a-zđ]\)\s*|\d{1,2}[.)]\s*)?$)");
  static const RE2 opens_right(
      R"((?i)^\s*,\s*(?:các|cán\s+bộ|công\s+chức|văn\s+phòng|phòng|sở|ủy\s+ban|ubnd|tổ|ban|hội\s+đồng|đơn\s+vị|cơ\s+quan|người|thủ\s+trưởng|giám\s+đốc|chủ\s+tịch|trưởng|tổ\s+chức|kiểm\s+tra|rà\s+soát|tổng\s+hợp|cập\s+nhật|đánh\s+giá|xây\s+dựng|lập|họp|bộ|cục|chi\s+cục|trung\s+tâm|công\s+an))");
  // "Hằng năm thực hiện đánh giá, xếp loại …": the same without a comma.
  static const RE2 order_right(R"((?i)^\s*,?\s*(?:phải\s+)?(?:thực\s+hiện|tiến\s+hành|tổ\s+chức)\s+(?:việc\s+)?(?:đánh\s+giá|sơ\s+kết|tổng\s+kết|rà\s+soát|kiểm\s+tra|báo\s+cáo|tổng\s+hợp|khảo\s+sát|cập\s+nhật|kiểm\s+kê|đối\s+thoại)\s)");
  const std::string_view left = t.left_of(begin, 110), right = t.right_of(end, 60);
  if (matches(left, opens_left) && matches(right, order_right)) return true;
  return t.in_cell(begin, end) || matches(left, near_left) || matches(right, cue_right) ||
         (matches(left, opens_left) && matches(right, opens_right));
}

/// The phrase with "(nếu có)", "một lần", "và đột xuất khi có yêu cầu" behind it.
std::size_t extended(const TermText& t, std::size_t end) {
  static const RE2 more(
      R"((?i)^(\s*\(n[ếé]u\s+có\)|\s*(?:,|và|hoặc)?\s*đột\s+xuất(?:\s+khi\s+có\s+yêu\s+cầu)?|\s+(?:một|1|01)\s+lần))");
  re2::StringPiece tail;
  return RE2::PartialMatch(piece(t.right_of(end, 80)), more, &tail) ? end + tail.size() : end;
}

/// "hằng tháng, quý, năm", "định kỳ 06 tháng", with the days beside them.
void find_frequencies(const TermText& t, std::vector<TermPhrase>& found) {
  static const RE2 every(R"((?i)((?:đ[ịi]nh\s+k[ỳỷ]\s+)" EVERY R"(?|)" EVERY R"()()" UNIT
                         R"((?:(?:\s*[,/;]\s*|\s+và\s+|\s+hoặc\s+)(?:)" EVERY R"(|0?1\s+)?)" UNIT
                         R"()*))(?:[^\pL\pN]|$))");
  static const RE2 periodic(R"((?i)^đ[ịi]nh\s+k[ỳỷ])");
  // "báo cáo quý gửi trước ngày …": the kind of report says how often, if a day follows.
  static const RE2 report(R"((?i)(báo\s+cáo\s+()" UNIT R"())(?:[^\pL\pN]|$))");
  struct Core {
    std::size_t begin, end;
    std::string_view list;
    bool named;  // by the kind of report only
    bool listed;  // a further one of a list: "6 tháng (trước ngày 20/6), năm (trước ngày 20/12)"
  };
  std::vector<Core> cores;
  static const RE2 further(R"((?i)[,;]\s+(?:và\s+)?(()" UNIT R"())\s*\(\s*(?:trước|chậm|vào)\s)");
  for (const RE2* pattern : {&every, &report, &further}) {
    re2::StringPiece groups[3];
    for (std::size_t from = 0;
         from < t.text.size() &&
         pattern->Match(piece(t.text), from, t.text.size(), RE2::UNANCHORED, groups, 3);) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - t.text.data());
      from = begin + groups[1].size();
      if (!t.inside_word(begin))
        cores.push_back({begin, from, view(groups[2]), pattern != &every, pattern == &further});
    }
  }
  std::stable_sort(cores.begin(), cores.end(),
                   [](const Core& a, const Core& b) { return a.begin < b.begin; });
  bool joins_last = false;
  for (std::size_t i = 0; i < cores.size(); ++i) {
    const Core& core = cores[i];
    const std::size_t floor = found.empty() ? 0 : found.back().end;
    if (core.begin < floor) continue;
    const std::size_t ceiling = i + 1 < cores.size() ? cores[i + 1].begin : t.text.size();
    std::string_view left = t.left_of(core.begin, 80);
    if (core.begin - left.size() < floor) left = t.flow.letters(floor, core.begin);
    std::string_view right = t.right_of(core.end, 160);
    if (core.end + right.size() > ceiling) right = t.flow.letters(core.end, ceiling);
    const Beside before = core.named ? Beside{} : left_of_frequency(left);
    Beside behind;
    if (before.when.empty()) behind = right_of_frequency(right);
    const When& when = before.when.empty() ? behind.when : before.when;
    const std::size_t begin = core.begin - before.size;
    std::size_t end = core.end + behind.size;
    static const RE2 link(R"(^\s*(?:[,;]|và|,\s*và)\s*$)");
    joins_last =
        !found.empty() && (!core.named || core.listed) && matches(t.flow.slice(floor, begin), link);
    const bool periodical = matches(t.flow.slice(core.begin, core.end), periodic) ||
                            (!when.empty() && when.weekday.empty()) || joins_last;
    if (is_no_task(t.left_of(begin, 60)) || is_no_task(left)) continue;
    if (core.listed && !joins_last) continue;
    if (core.named ? when.empty() : !periodical && !is_ordered(t, begin, core.end)) continue;
    std::vector<std::string> rules = rules_of(core.list, when);
    if (rules.empty() || (t.time.is_report && !t.in_cell(begin, end))) continue;
    end = extended(t, end);
    if (joins_last) {
      std::vector<std::string>& all = found.back().deadline.rrule;
      for (std::string& rule : rules)
        if (std::find(all.begin(), all.end(), rule) == all.end()) all.push_back(std::move(rule));
      found.back().end = end;
      continue;
    }
    Deadline deadline;
    deadline.kind = DeadlineKind::recurring;
    deadline.rrule = std::move(rules);
    if (when.misread) deadline.repairs = "digit";
    const bool said = when.weekday.empty() || std::ranges::any_of(deadline.rrule, [](const std::string& rule) { return rule.find("BYDAY") != rule.npos; });
    found.push_back({t.trimmed_begin(begin), end, std::move(deadline), !when.misread && said});
  }
}

/// "chậm nhất vào ngày 10 tháng liền kề tháng báo cáo", "trước ngày 15 của tháng đầu quý sau",
/// without "hằng".
void find_days_of_next_month(const TermText& t, std::vector<TermPhrase>& found) {
  static const RE2 day_after(
      R"((?i)((?:(?:chậm|muộn)\s+nhất|trước)\s+(?:(?:là|vào|trước)\s+)*ngày\s+(?:thứ\s+)?(\d{1,2})\s+(?:của\s+)?tháng\s+(liền\s+k[ềể]|sau|tiếp\s+theo|kế\s+tiếp|(?:đầu|cuối)\s+(?:của\s+)?(?:mỗi\s+)?quý)(?:\s+(?:tiếp\s+theo|sau|tháng\s+báo\s+cáo))?))");
  static const RE2 quarter(R"((?i)quý)");
  re2::StringPiece groups[4];
  for (std::size_t from = 0;
       from < t.text.size() &&
       day_after.Match(piece(t.text), from, t.text.size(), RE2::UNANCHORED, groups, 4);) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - t.text.data());
    from = begin + groups[1].size();
    const int day = number_of(view(groups[2]));
    if (day < 1 || day > 31) continue;
    Deadline deadline;
    deadline.kind = DeadlineKind::recurring;
    deadline.rrule = {std::string(matches(view(groups[3]), quarter) ? "FREQ=MONTHLY;INTERVAL=3"
                                                                    : "FREQ=MONTHLY") +
                      ";BYMONTHDAY=" + std::to_string(day)};
    found.push_back({begin, from, std::move(deadline), true});
  }
}

}  // namespace

std::vector<TermPhrase> find_recurring(const TermText& t) {
  std::vector<TermPhrase> found;
  find_frequencies(t, found);
  find_days_of_next_month(t, found);
  return found;
}

}  // namespace sohoa
