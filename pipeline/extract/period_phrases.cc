#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/period_text.hh"
#include "pipeline/extract/term_phrases.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

/// Whether a period inside a clause is when something is to be done, though no word announces it:
/// "… trình Thủ tướng quyết định trong quý I năm 2010;". What is told of a period is not.
bool closes_order(const TermText& t, std::string_view context, std::size_t end) {
  static const RE2 closes(R"(^\s*(?:[;.]|$))");
  static const RE2 at_once(R"((?i)ngay\s+$)");
  static const RE2 told(
      R"((?i)(?:kết\s+quả|tình\s+hình|số\s+liệu|phát\s+sinh|tiếp\s+nhận|được\s+giao|ban\s+hành|diễn\s+ra|xảy\s+ra|tháng\s+trước|cùng\s+kỳ|công\s+tác\s+\pL+)[^.;]{0,80}$)");
  // Results are told, but also brought to somebody.
  static const RE2 brought(
      R"((?i)(?:trình|gửi|báo\s+cáo|tham\s+mưu|tổng\s+hợp|đề\s+xuất)\s[^.;]{0,80}(?:ủy\s+ban|uỷ\s+ban|ubnd|hđnd|hội\s+đồng|chính\s+phủ|thủ\s+tướng|chủ\s+tịch|lãnh\s+đạo|giám\s+đốc|bộ|sở|kết\s+quả)[^.;]{0,40}$)");
  if (matches(context, at_once)) return true;
  return matches(t.right_of(end, 8), closes) && word_count(context) >= 4 &&
         (matches(context, brought) || (word_count(context) >= 6 && !matches(context, told)));
}

/// "Trong Quý II/2025, Sở Văn hóa trình …": opens a sentence whose subject has it to do.
bool opens_order(const TermText& t, std::string_view context, std::size_t end) {
  static const RE2 opens(R"((?:^|[.;:]\s)(?:[-–+•*]\s*|[a-zđ]\)\s*|\d{1,2}[.)]\s*)?$)"),
      comma(R"(^(\s*,\s*))");
  const std::string_view right = t.right_of(end, 160);
  re2::StringPiece gap;
  return matches(context, opens) && RE2::PartialMatch(piece(right), comma, &gap) &&
         names_agent(squeezed(right.substr(gap.size())));
}

/// Days of a part of a month: "tuần đầu tháng 5/2025".
void narrow_to_week(std::string_view words, std::string& start, std::string& end) {
  static const RE2 first(R"((?i)tuần\s+(?:đầu|thứ\s+nhất|1|I)\s)"), last(R"((?i)tuần\s+cuối)");
  const std::string month = start.substr(0, 8);
  if (matches(words, first)) end = month + "07";
  if (matches(words, last)) start = month + fmt::format("{:02}", std::stoi(end.substr(8)) - 6);
}

/// A day of a range as printed; parts that are not are 0.
struct RangeEnd {
  int day = 0, month = 0, year = 0;
};

/// "từ ngày 01/9 đến hết 05/12/2018", "từ tháng 6 đến hết ngày 30/10/2018": first and last day, of which the years may not be printed.
struct DayRange {
  std::size_t begin = 0, end = 0;  // bytes of the text
  RangeEnd first, last;
};

std::vector<DayRange> day_ranges(const TermText& t) {
  static const RE2 to(R"((?i)^\s*(?:[-–]|(?:đến|tới)(?:\s+hết)?)\s*$)"), cue(R"((?i)((?:kể\s+)?từ\s*)$)");
  std::vector<DayRange> found;
  for (std::size_t i = 1; i < t.dates.size(); ++i) {
    const TextDate &a = t.dates[i - 1], &b = t.dates[i];
    if (a.day == 0 || b.day == 0 || !matches(t.flow.slice(a.end, b.begin), to)) continue;
    re2::StringPiece word;
    const std::size_t begin = a.begin - (RE2::PartialMatch(piece(t.left_of(a.begin, 16)), cue, &word) ? word.size() : 0);
    found.push_back({begin, b.end, {a.day, a.month, a.year}, {b.day, b.month, b.year}});
  }
  // Days that no "ngày" introduces, or that are written "1-9".
#define DAY R"((?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})(?:[/.-]((?:19|20)\d{2}))?)"
  static const RE2 days(R"((?i)((?:kể\s+)?từ\s+)" DAY R"(\s*(?:(?:đến|tới)(?:\s+hết)?|[-–])\s+)" DAY R"()(?:[^0-9/]|$))");
  static const RE2 from_month(R"((?i)((?:kể\s+)?từ\s+(?:đầu\s+)?()tháng\s+(\d{1,2})(?:[/-]((?:19|20)\d{2}))?\s+(?:đến|tới)(?:\s+hết)?\s+)" DAY R"()(?:[^0-9/]|$))");
  // "từ ngày 10 – 20/5/2026": one month for both.
  static const RE2 same_month(R"((?i)((?:kể\s+)?từ\s+(?:ngày\s+)?(\d{1,2})()()\s*(?:(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?|[-–])\s*)" DAY R"()(?:[^0-9/]|$))");
#undef DAY
  for (const RE2* pattern : {&days, &from_month, &same_month}) {
    re2::StringPiece groups[8];
    for (std::size_t from = 0; from < t.text.size() && pattern->Match(piece(t.text), from, t.text.size(), RE2::UNANCHORED, groups, 8);) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - t.text.data());
      from = begin + groups[1].size();
      const auto number = [&](int i) { return groups[i].empty() ? 0 : std::stoi(std::string(groups[i])); };
      // "từ 1.5 đến 2.5 triệu đồng", "từ 2 đến 3/4 diện tích": figures of something counted.
      static const RE2 of_days(R"(ngày\s|(?:19|20)\d{2})"), slashed(R"(/.*/)"), counted(R"(^\s*[\pL%])");
      const std::string_view printed = t.flow.slice(begin, from);
      const bool figures = !matches(printed, of_days) && (pattern == &same_month || (!matches(printed, slashed) && matches(t.right_of(from, 8), counted)));
      if (!t.inside_word(begin) && !figures)
        found.push_back({begin, from, {pattern == &from_month ? 1 : number(2), pattern == &same_month ? number(6) : number(3), number(4)}, {number(5), number(6), number(7)}});
    }
  }
  return found;
}

/// Days something is to be done from and to, where words of a plan stand before them, or who does it or "sẽ" behind:
/// "Thời gian thực hiện: từ ngày 01/3/2026 đến ngày 15/3/2026", "Từ ngày 30/4 đến hết ngày 03/5, các đơn vị …".
void find_day_ranges(const TermText& t, std::vector<TermPhrase>& found) {
  static const RE2 planned(R"((?i)(?:thời\s+gian|thời\s+hạn|thực\s+hiện|tổ\s+chức|triển\s+khai|hoàn\s+thành)[^.;]{0,60}\s*$)"),
      label(R"((?i)thời\s+(?:gian|hạn)[^.;]{0,60}$)"), counted(R"((?i)(?:số\s+liệu|tính|hiệu\s+lực|giá\s+trị|kỳ\s+báo\s+cáo)[^.;]{0,40}$)"),
      will(R"((?i)^\s*,?\s*(?:sẽ|phải)\s)");
  for (const DayRange& range : day_ranges(t)) {
    RangeEnd first = range.first, last = range.last;
    const bool inferred = last.year == 0;
    if (inferred) last.year = t.time.year;
    if (first.year == 0) first.year = last.year;
    if (last.year == 0 || !is_calendar_day(first.year, first.month, first.day) || !is_calendar_day(last.year, last.month, last.day)) continue;
    Deadline deadline;
    deadline.kind = DeadlineKind::period;
    deadline.start = fmt::format("{:04}-{:02}-{:02}", first.year, first.month, first.day);
    deadline.end = fmt::format("{:04}-{:02}-{:02}", last.year, last.month, last.day);
    deadline.inferred_year = inferred;
    const std::string_view left = t.left_of(range.begin, 120);
    if (t.is_past(deadline.start) || deadline.start > deadline.end || matches(left, counted)) continue;
    const bool said = matches(left, planned) || (!t.time.is_report && (matches(t.right_of(range.end, 24), will) || opens_order(t, left, range.end)));
    if (!said || (t.time.is_report && !matches(left, label))) continue;
    const bool known = std::any_of(found.begin(), found.end(), [&](const TermPhrase& other) { return other.begin < range.end && range.begin < other.end && other.deadline.kind == DeadlineKind::period && other.deadline.start == deadline.start; });
    if (!known) found.push_back({range.begin, range.end, std::move(deadline), false});
  }
}

/// "Thời gian trình: 2023", "Tiến độ: 2022 - 2030": years without any word behind a label of time.
void find_year_cells(const TermText& t, std::vector<TermPhrase>& found) {
  static const RE2 years(R"(((20\d{2})(?:\s*[-–]\s*(20\d{2}))?)[\s.;]*$)");
  for (const Item& item : t.flow.items) {
    const std::string_view body = t.flow.slice(item.body, item.end);
    re2::StringPiece whole, first, last;
    if (item.in_table || body.size() > 80 || !RE2::PartialMatch(piece(body), years, &whole, &first, &last)) continue;
    const auto begin = static_cast<std::size_t>(whole.data() - t.text.data());
    if (!t.in_cell(begin, begin + whole.size()) || t.inside_word(begin)) continue;
    Deadline deadline;
    deadline.kind = DeadlineKind::period;
    deadline.start = std::string(first) + "-01-01";
    deadline.end = std::string(last.empty() ? first : last) + "-12-31";
    if (!t.is_past(deadline.end) && deadline.start < deadline.end) found.push_back({begin, begin + whole.size(), std::move(deadline), true});
  }
}

}  // namespace

std::vector<TermPhrase> find_periods(const TermText& t) {
  static const RE2 inside(
      R"((?i)((?:trong|vào|suốt)\s+(?:tuần\s+(?:đầu|cuối|thứ\s+nhất|thứ\s+\pL+)\s+(?:của\s+)?)?)$)");
  static const RE2 whole(
      R"((?i)((?:chậm\s+nhất\s+(?:là\s+)?trong|đến\s+hết|hết|xong\s+trong)\s+)$)");
  static const RE2 last(
      R"((?i)((?:trước|chậm\s+nhất(?:\s+(?:là|vào|đến))*(?:\s+(?:hết|cuối))?|đến\s+cuối|vào\s+cuối|cuối|(?:hoàn\s+thành|xong)\s+trước)\s+)$)");
  static const RE2 done(
      R"((?i)(?:(?:^|\s)(?:đã|so\s+với|kết\s+quả|số\s+liệu|kể\s+từ|tính\s+từ|giai\s+đoạn|từ)(?:\s|$))[^.;]{0,80}$)");
  static const RE2 counted(R"((?i)(?:tính|kể|lũy\s+kế|luỹ\s+kế|số\s+liệu)(?:\s|$)[^.;]{0,20}$)");
  static const RE2 strong_end(
      R"((?i)^(?:trước|đến\s+hết|đến\s+cuối|chậm\s+nhất|vào\s+cuối|(?:hoàn\s+thành|xong))\s)");
  // "hộ có mức sống trung bình vào cuối năm 2018": said of a thing unless the clause ends there.
  static const RE2 at_end(R"((?i)^vào\s+cuối\s)"), closes(R"(^\s*(?:[;.,]|$))");
  static const RE2 strong(
      R"((?i)(?:hoàn\s+thành|xong|thời\s+(?:gian|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|gửi)[^.;]{0,20})\s*$)");
  static const RE2 has_done(R"((?i)(?:^|\s)đã\s[^.;:]{0,60}$)");
  static const RE2 before(R"((?i)^(?:hoàn\s+thành\s+|xong\s+)?trước\s)");
  static const RE2 range(R"(^\s*(?:[-–]|đến(?:\s+hết)?)\s*)");
  std::vector<TermPhrase> found;
  for (TextPeriod span : find_periods_named(t.text, t.dates)) {
    const bool inferred = span.year == 0;
    if (inferred) span.year = t.time.year;
    if (span.year == 0) continue;
    const std::string_view left = t.left_of(span.begin, 160);
    std::string start = fmt::format("{:04}-{:02}-01", span.year, span.first_month);
    const int last_month = span.first_month + span.months - 1;
    std::string end = fmt::format("{:04}-{:02}-{:02}", span.year, last_month,
                                  days_in_month(span.year, last_month));
    if (t.is_past(end) || matches(t.right_of(span.end, 24), range)) continue;
    re2::StringPiece cue;
    const auto cue_begin = [&] {
      return t.trimmed_begin(static_cast<std::size_t>(cue.data() - t.text.data()));
    };
    std::size_t begin = span.begin;
    const bool all = RE2::PartialMatch(piece(left), whole, &cue);
    if (all) begin = cue_begin();
    const bool ends = !all && RE2::PartialMatch(piece(left), last, &cue);
    if (ends) begin = cue_begin();
    const bool within = !all && !ends && RE2::PartialMatch(piece(left), inside, &cue);
    if (within) begin = cue_begin();
    const std::string_view phrase = t.flow.slice(begin, span.end);
    const std::string_view context = left.substr(0, left.size() - (span.begin - begin));
    const bool cell = t.in_cell(begin, span.end);
    const bool bounded = within || ends || all;
    const bool set =
        sets_term(context) && !is_no_term(context) && (bounded || t.is_cell(begin, span.end));
    const bool plain_end = bounded && matches(phrase, strong_end) && !matches(context, counted) && !t.time.is_report &&
                           (!matches(phrase, at_end) || matches(t.right_of(span.end, 8), closes));
    static const RE2 must(R"((?i)^\s*,?\s*phải\s)");  // "trong tháng 7 phải chi trả …"
    const bool bound = within && span.months < 12 && !t.time.is_report && matches(t.right_of(span.end, 12), must);
    const bool closing = bound || (within && span.months < 12 && !inferred && !t.time.is_report &&
                         (closes_order(t, context, span.end) || opens_order(t, context, span.end)));
    if (!cell && !set && !plain_end && !closing) continue;
    if (!cell && ((matches(context, done) && !matches(context, strong) && !closing) ||
                  matches(context, has_done)))
      continue;
    if (t.time.is_report && !cell && !matches(context, strong)) continue;
    Deadline deadline;
    deadline.inferred_year = inferred;
    if (ends) {
      deadline.kind = DeadlineKind::absolute;
      const bool strict = matches(phrase, before);
      deadline.date = strict ? start : end;
      deadline.bound = strict ? "before" : "by";
      if (t.is_past(deadline.date)) continue;
      if (const auto moved = t.calendar.not_before(deadline.date)) deadline.working_day = *moved;
    } else {
      deadline.kind = DeadlineKind::period;
      if (span.months == 1) narrow_to_week(phrase, start, end);
      deadline.start = start;
      deadline.end = end;
    }
    found.push_back(
        {begin, span.end, std::move(deadline), !inferred && (cell || set || plain_end)});
  }
  find_day_ranges(t, found);
  find_year_cells(t, found);
  return found;
}

}  // namespace sohoa
