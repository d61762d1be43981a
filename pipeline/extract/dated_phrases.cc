#include <algorithm>
#include <string>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/term_phrases.hh"

namespace sohoa {
namespace {

#define HOUR R"((?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?\s*(?:phút|['’])?\s*,?\s*)?)"
// "trước" as it is read: truớc, trưóc, truoc.
#define BEFORE R"(tr[uư][oơóớ]c)"

/// Days that need the words of a term before them to be read as days: "xong trước 31/12", "trước ngày 25-10", "đến hết ngày 30.9".
std::vector<TextDate> bare_days(std::string_view text) {
  static const RE2 slashed(
      "(?i)(?:" BEFORE
      R"(|chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|hạn\s+cuối)\s*:?\s+((\d{1,2})/(\d{1,2}))(?:[^0-9/%]|$))");
  static const RE2 dashed("(?i)(?:" BEFORE
                          R"(|(?:chậm|muộn)\s+nhất|hạn\s+cuối|đến|hết)(?:\s+(?:là|vào|hết))*\s+ngày\s+((\d{1,2})[-.](\d{1,2}))(?:[^0-9/%.\-]|[.]?(?:\s|$)))");
  static const RE2 counted(R"((?i)^[.\s]*(?:ngày|tháng|tuần|giờ|năm\s+(?:sau|tới))\s)");  // "trước ngày 10-12 tháng 5"
  std::vector<TextDate> found;
  for (const RE2* day : {&slashed, &dashed}) {
    re2::StringPiece groups[4];
    for (std::size_t from = 0; from < text.size() && day->Match(piece(text), from, text.size(), RE2::UNANCHORED, groups, 4);) {
      TextDate date;
      date.begin = static_cast<std::size_t>(groups[1].data() - text.data());
      from = date.end = date.begin + groups[1].size();
      date.day = std::stoi(std::string(groups[2]));
      date.month = std::stoi(std::string(groups[3]));
      if (is_calendar_day(2000, date.month, date.day) && (day == &slashed || !matches(text.substr(date.end, 24), counted)))
        found.push_back(date);
    }
  }
  return found;
}

struct Cue {
  std::size_t begin = 0;  // where the words of the term begin
  std::string_view bound;
  bool certain = true;
};

/// "… và trước ngày 10 tháng 01 năm sau".
bool says_next_year(const TermText& t, std::size_t at) {
  static const RE2 next(R"((?i)^\s*(?:của\s+)?năm\s+(?:sau|tới|tiếp\s+theo|liền\s+kề))");
  return matches(t.right_of(at, 24), next);
}

/// "Đến 30/9/2025, hoàn thành …": the day opens the sentence and an order follows.
bool opens_sentence(std::string_view left, std::string_view right) {
  static const RE2 begin(R"((?:^|[.;:]\s|\n)(?:[-–+•*]\s*|[a-zđ]\)\s*|\d{1,2}[.)]\s*)?$)"),
      order(R"((?i)^\s*[,:]\s*(?:phải\s+|cơ\s+bản\s+)?(?:hoàn\s+thành|kết\s+thúc|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo)\s)");
  return matches(left, begin) && matches(right, order);
}

/// "Công an huyện duy trì các tổ lưu động đến hết ngày 30/9/2022.": how long something is done. Validity is none.
bool lasts(std::string_view left, std::string_view right) {
  static const RE2 done(R"((?i)(?:thực\s+hiện|tổ\s+chức|triển\s+khai|duy\s+trì|phát\s+động|tiếp\s+nhận|nhận\s+(?:hồ\s+sơ|bài)|kéo\s+dài|mở\s+đợt)[^.;]{0,100}$)"),
      holds(R"((?i)(?:hiệu\s+lực|giá\s+trị|áp\s+dụng|hợp\s+đồng|thời\s+hạn|nhiệm\s+kỳ|số\s+liệu|đã\s)[^.;]{0,100}$)"), closes(R"(^\s*(?:[.;,]|$))");
  return matches(left, done) && !matches(left, holds) && matches(right, closes);
}

/// What the words before a date make of it; an empty bound when it is no term.
Cue cue_before(const TermText& t, const TextDate& date) {
  static const RE2 before("(?i)((?:(?:chậm|muộn)\\s+nhất)?\\s*(?:là|vào)?\\s*" BEFORE R"(\s+(?:thời\s+điểm\s+)?)" HOUR
                          R"((?:ngày\s+)?)$)");
  static const RE2 by(
      R"((?i)((?:(?:chậm|muộn)\s+nhất|không\s+(?:chậm|muộn)\s+hơn|(?:thời\s+)?hạn\s+(?:cuối|chót|gửi|nộp|báo\s+cáo|hoàn\s+thành|thực\s+hiện|trả\s+lời|đăng\s+ký|nhận)(?:\s+\pL+){0,6})[\s:]*(?:(?:là|vào|đến|đến\s+hết|hết|trong|lúc)\s+)*)" HOUR
      R"((?:ngày\s+)?)$)");
  static const RE2 until(R"((?i)((?:đến|đến\s+hết|hết|trong)\s+(?:ngày\s+)?)$)");
  static const RE2 no_until(
      R"((?i)(?:tính|tại|kể|từ[^.;]{0,40}|số\s+liệu|lũy\s+kế|luỹ\s+kế|giai\s+đoạn[^.;]{0,30})\s*(?:\s|^)(?:đến|đến\s+hết|hết)\s+(?:ngày\s+)?$)");
  static const RE2 condition(
      R"((?i)(?:đã\s+(?:được\s+)?\pL+(?:\s+\pL+){0,2}|được\s+(?:cấp|ban\s+hành|phê\s+duyệt|ký|thành\s+lập|giao|công\s+nhận|tuyển\s+dụng|đầu\s+tư|xây\s+dựng)|(?:phát\s+sinh|sinh|nộp\s+hồ\s+sơ|tiếp\s+nhận|có\s+hiệu\s+lực(?:\s+thi\s+hành)?|có\s+trước|tồn\s+tại|hoạt\s+động|ký\s+kết|giao\s+kết|như|so\s+với))\s+(?:từ\s+)?trước\s+(?:ngày\s+)?$)");
  static const RE2 must(R"((?i)(?:phải|yêu\s+cầu|đề\s+nghị|bảo\s+đảm|đảm\s+bảo)[^.;]{0,60}$)");
  static const RE2 on(
      R"((?i)(?:báo\s+cáo|gửi|nộp|tổng\s+kết|sơ\s+kết|hoàn\s+thành|bàn\s+giao|nghiệm\s+thu|khai\s+mạc|công\s+bố|trình)[^.;]{0,50}\s(vào\s+(?:ngày\s+)?)$)");
  // "đưa vào vận hành từ ngày 01/7/2025"; effects of acts ("có hiệu lực từ ngày") are none.
  static const RE2 starting(
      R"((?i)(?:đưa\s+vào\s+(?:vận\s+hành|sử\s+dụng|khai\s+thác|hoạt\s+động)|bắt\s+đầu(?:\s+(?:triển\s+khai|thực\s+hiện|vận\s+hành|tiếp\s+nhận))?)[^.;\d]{0,50}\s((?:kể\s+)?từ\s+(?:ngày\s+)?)$)");
  static const RE2 range(R"(^\s*(?:[-–]|đến)\s)");
  const std::string_view left = t.left_of(date.begin, 200);
  re2::StringPiece words;
  const auto at = [&] { return static_cast<std::size_t>(words.data() - t.text.data()); };
  if (RE2::PartialMatch(piece(left), before, &words))
    return matches(left, condition) && !matches(left, must) ? Cue{} : Cue{at(), "before"};
  static const RE2 put_off(R"((?i)(?:giãn|gia\s+hạn|kéo\s+dài|lùi|hoãn)\s+$)");
  if (RE2::PartialMatch(piece(left), by, &words)) return {at(), "by", !matches(left.substr(0, left.size() - words.size()), put_off)};
  // "Thời gian nhận tác phẩm: từ ngày phát động đến ngày 01/5/2026": only the end is a day.
  static const RE2 labelled("(?i)^[-–+•*\\s]*thời\\s+(?:gian|hạn)\\s[^:]{0,80}:\\s*từ\\s+(?:ngày|khi)\\s+\\pL[^.;\\d]{0,60}?\\s(đến\\s+(?:hết\\s+)?" HOUR
                            R"((?:ngày\s+)?)$)");
  if (RE2::PartialMatch(piece(left), labelled, &words)) return {at(), "by"};
  static const RE2 from_now(R"((?i)(từ\s+nay\s+(?:cho\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?)$)");
  if (RE2::PartialMatch(piece(left), from_now, &words)) return {at(), "by"};
  if (RE2::PartialMatch(piece(left), until, &words)) {
    if (matches(left, no_until)) return {};
    const std::string_view context(left.data(),
                                   static_cast<std::size_t>(words.data() - left.data()));
    if (sets_term(context) || t.in_cell(at(), date.end) || opens_sentence(context, t.right_of(date.end, 40))) return {at(), "by"};
    static const RE2 whole(R"((?i)^hết|đến\s+hết)");
    const bool last = matches({words.data(), words.size()}, whole) && !t.time.is_report;
    return last && lasts(context, t.right_of(date.end, 8)) ? Cue{at(), "by", false} : Cue{};
  }
  if (matches(t.right_of(date.end, 8), range)) return {};
  if (!t.time.is_report && RE2::PartialMatch(piece(left), on, &words)) return {at(), "on"};
  if (!t.time.is_report && RE2::PartialMatch(piece(left), starting, &words)) return {at(), "from"};
  if (t.in_cell(date.begin, date.end)) return {date.begin, "by"};
  return {};
}

}  // namespace

std::vector<TermPhrase> find_dated(const TermText& t) {
  std::vector<TextDate> dates = t.dates;
  for (TextDate& date : bare_days(t.text)) dates.push_back(std::move(date));
  std::stable_sort(dates.begin(), dates.end(),
                   [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<TermPhrase> found;
  for (const TextDate& date : dates) {
    if (date.day == 0) continue;
    const Cue cue = cue_before(t, date);
    if (cue.bound.empty()) continue;
    TextDate dated = date;
    Deadline deadline;
    deadline.kind = DeadlineKind::absolute;
    deadline.bound = cue.bound;
    if (dated.year == 0) {
      const int year = t.time.year + (says_next_year(t, date.end) ? 1 : 0);
      if (t.time.year == 0 || !is_calendar_day(year, date.month, date.day)) continue;
      dated.year = year;
      deadline.inferred_year = true;
    }
    deadline.date = dated.iso();
    deadline.repairs = joined_repairs(date.repairs);
    if (t.is_past(deadline.date)) continue;
    if (const auto moved = t.calendar.not_before(deadline.date)) deadline.working_day = *moved;
    found.push_back({t.trimmed_begin(cue.begin), date.end, std::move(deadline),
                     cue.certain && date.repairs.empty() && date.year != 0});
  }
  return found;
}

}  // namespace sohoa
