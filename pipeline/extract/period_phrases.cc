#include <fmt/format.h>

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

/// "Thời gian thực hiện: từ ngày 01/3/2026 đến ngày 15/3/2026".
void find_day_ranges(const TermText& t, std::vector<TermPhrase>& found) {
  static const RE2 from(
      R"((?i)(?:thời\s+gian|thời\s+hạn|thực\s+hiện|tổ\s+chức|triển\s+khai|hoàn\s+thành)[^.;]{0,60}\s*(?:từ|kể\s+từ)\s*$)");
  static const RE2 to(R"((?i)^\s*(?:[-–]|đến(?:\s+hết)?)\s*$)");
  static const RE2 label(R"((?i)thời\s+(?:gian|hạn)[^.;]{0,60}$)");
  static const RE2 cue(R"((?i)((?:kể\s+)?từ\s*)$)");
  for (std::size_t i = 1; i < t.dates.size(); ++i) {
    TextDate a = t.dates[i - 1];
    const TextDate& b = t.dates[i];
    if (a.day == 0 || b.day == 0 || b.year == 0 || !matches(t.flow.slice(a.end, b.begin), to))
      continue;
    if (a.year == 0) a.year = b.year;
    const std::string_view left = t.left_of(a.begin, 120);
    if (t.is_past(a.iso()) || !matches(left, from) || (t.time.is_report && !matches(left, label)))
      continue;
    Deadline deadline;
    deadline.kind = DeadlineKind::period;
    deadline.start = a.iso();
    deadline.end = b.iso();
    re2::StringPiece word;
    const std::size_t begin =
        a.begin - (RE2::PartialMatch(piece(left), cue, &word) ? word.size() : 0);
    if (deadline.start <= deadline.end) found.push_back({begin, b.end, std::move(deadline), false});
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
      R"((?i)^(?:trước|đến\s+hết|chậm\s+nhất|vào\s+cuối|(?:hoàn\s+thành|xong))\s)");
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
    const bool plain_end =
        bounded && matches(phrase, strong_end) && !matches(context, counted) && !t.time.is_report;
    const bool closing = within && span.months < 12 && !inferred && !t.time.is_report &&
                         (closes_order(t, context, span.end) || opens_order(t, context, span.end));
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
  return found;
}

}  // namespace sohoa
