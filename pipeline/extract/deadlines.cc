#include "pipeline/extract/deadlines.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/order.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/period_text.hh"
#include "pipeline/extract/table_row.hh"

namespace sohoa {
namespace {

int to_int(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Words that say a term is set for a task. `$`: they stand right before the phrase, up to some words between.
constexpr const char* kSetsTerm =
    R"((?i)(?:hoàn\s+thành|hoàn\s+tất|xong|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|gửi|báo\s+cáo))?|thời\s+hạn(?:\s+(?:hoàn\s+thành|thực\s+hiện|gửi|báo\s+cáo))?|tiến\s+độ|chậm\s+nhất|muộn\s+nhất|kết\s+thúc)(?:[^.;\n]|\n){0,60}$)";

/// Words of terms that are no one's task.
constexpr const char* kNoTerm =
    R"((?i)(?:(?:cắt\s+giảm|rút\s+ngắn|đúng|quá|gia\s+hạn)\s+(?:về\s+)?thời\s+(?:hạn|gian)|thời\s+hạn\s+(?:giải\s+quyết|có\s+hiệu|hiệu|sử\s+dụng|bảo\s+quản))[^.;]{0,60}$)";

class Finder {
 public:
  Finder(const Flow& flow, const DocumentTime& time, const WorkingDays& calendar)
      : flow_(flow), text_(flow.text), time_(time), calendar_(calendar), dates_(find_dates(flow.text)) {}

  std::vector<Deadline> all() {
    find_recurring();  // "trước ngày 25 hằng tháng" before "trước ngày …"
    find_relative();
    find_dated();
    find_periods();
    find_open();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
    std::vector<Deadline> deadlines;
    for (Found& row : found_) deadlines.push_back(finished(std::move(row)));
    return deadlines;
  }

 private:
  struct Found {
    std::size_t begin, end;
    Deadline deadline;
    bool certain = false;
  };

  /// Up to `size` bytes of the same item before a byte.
  std::string_view left_of(std::size_t at, std::size_t size) const {
    const int index = flow_.item_at(at);
    std::size_t floor = index < 0 ? 0 : flow_.items[static_cast<std::size_t>(index)].begin;
    if (at > floor + size) floor = at - size;
    return flow_.letters(floor, at);
  }
  std::string_view right_of(std::size_t at, std::size_t size) const {
    const int index = flow_.item_at(at > 0 ? at - 1 : 0);
    const std::size_t end = index < 0 ? text_.size() : flow_.items[static_cast<std::size_t>(index)].end;
    return at >= end ? std::string_view{} : flow_.letters(at, std::min(end, at + size));
  }

  /// Whether [begin, end) is all that stands in its item: a cell of a table, the answer to "Thời gian:".
  bool is_cell(std::size_t begin, std::size_t end) const {
    const int index = flow_.item_at(begin);
    if (index < 0) return false;
    const Item& item = flow_.items[static_cast<std::size_t>(index)];
    static const RE2 head(
        R"((?i)^[\s:,.(-]*(?:\d{1,3}\s+)?(?:thời\s+(?:gian|hạn)[^:]{0,40}:)?\s*(?:hoàn\s+thành|xong|trong|định\s+kỳ)?\s*$)");
    static const RE2 tail(
        R"((?i)^[\s:,.;)]*(?:\(\s*n[ếé]u\s+có\s*\))?[\s.;]*(?:trong\s+năm|hoặc.{0,60}|và.{0,60}|để.{0,80}|\(.{0,90}|đột\s+xuất.{0,40})?[\s.;]*$)");
    if (!matches(flow_.slice(end, std::max(end, item.end)), tail)) return false;
    // A line of a table may hold several cells: each begins with a capital.
    static const RE2 upper(R"(^\p{Lu}\p{Ll})");
    return matches(flow_.slice(item.body, begin), head) || (item.in_table && matches(flow_.slice(begin, end), upper));
  }

  bool in_cell(std::size_t begin, std::size_t end) const {
    const int index = flow_.item_at(begin);
    if (index < 0 || !is_cell(begin, end)) return false;
    const Item& item = flow_.items[static_cast<std::size_t>(index)];
    static const RE2 label(R"((?i)thời\s+(?:gian|hạn)|tiến\s+độ|hoàn\s+thành)");
    return item.in_table || matches(flow_.slice(item.begin, begin), label);
  }

  bool overlaps(std::size_t begin, std::size_t end) const {
    return std::any_of(found_.begin(), found_.end(),
                       [&](const Found& row) { return begin < row.end && row.begin < end; });
  }

  void add(std::size_t begin, std::size_t end, Deadline deadline, bool certain) {
    if (overlaps(begin, end)) return;
    found_.push_back({begin, end, std::move(deadline), certain});
  }

  /// Ends before the document was made.
  bool is_past(const std::string& iso) const {
    const std::size_t known = std::min(iso.size(), time_.date.size());
    if (time_.date.empty()) return time_.year > 0 && to_int(std::string_view(iso).substr(0, 4)) < time_.year;
    return iso.substr(0, known) < time_.date.substr(0, known);
  }

  // --- kinds ---

  void find_dated() {
    // What may stand between the words of a deadline and its date.
    static const RE2 before(
        R"((?i)((?:chậm\s+nhất|muộn\s+nhất)?\s*(?:là|vào)?\s*trước\s+(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?\s*(?:phút)?\s*,?\s*)?(?:ngày\s+)?)$)");
    static const RE2 by(
        R"((?i)((?:(?:chậm|muộn)\s+nhất|hạn\s+(?:cuối|chót)(?:\s+cùng)?|thời\s+hạn\s+(?:cuối|gửi|nộp|báo\s+cáo|hoàn\s+thành|thực\s+hiện))[\s:]*(?:(?:là|vào|đến|đến\s+hết|hết|trong|lúc)\s+)*(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?\s*(?:phút)?\s*,?\s*)?(?:ngày\s+)?)$)");
    static const RE2 until(R"((?i)((?:đến|đến\s+hết|hết|trong)\s+(?:ngày\s+)?)$)");
    static const RE2 no_until(
        R"((?i)(?:tính|tại|kể|từ[^.;]{0,40}|số\s+liệu|lũy\s+kế|luỹ\s+kế|giai\s+đoạn[^.;]{0,30})\s*(?:\s|^)(?:đến|đến\s+hết|hết)\s+(?:ngày\s+)?$)");
    static const RE2 condition(
        R"((?i)(?:đã\s+(?:được\s+)?\pL+(?:\s+\pL+){0,2}|được\s+(?:cấp|ban\s+hành|phê\s+duyệt|ký|thành\s+lập|giao|công\s+nhận|tuyển\s+dụng|đầu\s+tư|xây\s+dựng)|(?:phát\s+sinh|sinh|nộp\s+hồ\s+sơ|tiếp\s+nhận|có\s+hiệu\s+lực(?:\s+thi\s+hành)?|có\s+trước|tồn\s+tại|hoạt\s+động|ký\s+kết|giao\s+kết|như|so\s+với))\s+(?:từ\s+)?trước\s+(?:ngày\s+)?$)");
    static const RE2 must(R"((?i)(?:phải|yêu\s+cầu|đề\s+nghị|bảo\s+đảm|đảm\s+bảo)[^.;]{0,60}$)");
    for (const TextDate& date : dates_) {
      if (date.day == 0 || overlaps(date.begin, date.end)) continue;
      const std::string_view left = left_of(date.begin, 120);
      re2::StringPiece cue;
      Deadline deadline;
      if (RE2::PartialMatch(piece(left), before, &cue)) {
        if (matches(left, condition) && !matches(left, must)) continue;
        deadline.bound = "before";
      } else if (RE2::PartialMatch(piece(left), by, &cue)) {
        deadline.bound = "by";
      } else if (RE2::PartialMatch(piece(left), until, &cue)) {
        if (matches(left, no_until)) continue;
        const std::string_view context(left.data(), static_cast<std::size_t>(cue.data() - left.data()));
        static const RE2 sets(kSetsTerm);
        if (!matches(context, sets) && !in_cell(static_cast<std::size_t>(cue.data() - text_.data()), date.end))
          continue;
        deadline.bound = "by";
      } else if (is_cell(date.begin, date.end) && in_cell(date.begin, date.end)) {
        cue = piece(text_.substr(date.begin, 0));
        deadline.bound = "by";
      } else {
        continue;
      }
      const auto begin = trimmed_begin(static_cast<std::size_t>(cue.data() - text_.data()));
      TextDate dated = date;
      if (dated.year == 0) {
        if (time_.year == 0 || !is_calendar_day(time_.year, date.month, date.day)) continue;
        dated.year = time_.year;
        deadline.inferred_year = true;
      }
      deadline.kind = DeadlineKind::absolute;
      deadline.date = dated.iso();
      if (is_past(deadline.date)) continue;
      if (const auto moved = calendar_.not_before(deadline.date)) deadline.working_day = *moved;
      add(begin, date.end, std::move(deadline), date.repairs.empty() && date.year != 0);
    }
  }

  std::size_t trimmed_begin(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n')) ++at;
    return at;
  }

  void find_periods() {
    static const RE2 sets(kSetsTerm), no_term(kNoTerm);
    static const RE2 inside(R"((?i)(trong|vào|suốt)\s*$)");
    static const RE2 last(
        R"((?i)((?:trước|chậm\s+nhất(?:\s+(?:là|trong|vào|đến))*(?:\s+(?:hết|cuối))?|đến\s+hết|hết|đến\s+cuối|vào\s+cuối|cuối|xong\s+trong|(?:hoàn\s+thành|xong)\s+trước)\s+)$)");
    static const RE2 done(
        R"((?i)(?:(?:^|\s)(?:đã|so\s+với|kết\s+quả|số\s+liệu|kể\s+từ|tính\s+từ|giai\s+đoạn|từ)(?:\s|$))[^.;]{0,80}$)");
    static const RE2 told(
        R"((?i)(?:kết\s+quả|tình\s+hình|số\s+liệu|phát\s+sinh|tiếp\s+nhận|được\s+giao|ban\s+hành|diễn\s+ra|xảy\s+ra|tháng\s+trước|cùng\s+kỳ|công\s+tác\s+\pL+)[^.;]{0,80}$)");
    static const RE2 range(R"(^\s*(?:[-–]|đến(?:\s+hết)?)\s*)");
    for (TextPeriod span : find_periods_named(text_, dates_)) {
      const bool inferred = span.year == 0;
      if (inferred) span.year = time_.year;
      if (span.year == 0 || overlaps(span.begin, span.end)) continue;
      std::string_view left = left_of(span.begin, 160);
      const std::string start = fmt::format("{:04}-{:02}-01", span.year, span.first_month);
      const int last_month = span.first_month + span.months - 1;
      const std::string end =
          fmt::format("{:04}-{:02}-{:02}", span.year, last_month, days_in_month(span.year, last_month));
      if (is_past(end) || matches(right_of(span.end, 24), range)) continue;
      re2::StringPiece cue;
      Deadline deadline;
      deadline.inferred_year = inferred;
      std::size_t begin = span.begin;
      const bool ends = RE2::PartialMatch(piece(left), last, &cue);
      if (ends) begin = trimmed_begin(static_cast<std::size_t>(cue.data() - text_.data()));
      const bool within = !ends && RE2::PartialMatch(piece(left), inside, &cue);
      if (within) begin = static_cast<std::size_t>(cue.data() - text_.data());
      const std::string_view context = left.substr(0, left.size() - (span.begin - begin));
      const bool cell = in_cell(begin, span.end);
      const bool set =
          matches(context, sets) && !matches(context, no_term) && (within || ends || is_cell(begin, span.end));
      static const RE2 strong_end(R"((?i)^(?:trước|đến\s+hết|chậm\s+nhất|(?:hoàn\s+thành|xong))\s)");
      static const RE2 strong(
          R"((?i)(?:hoàn\s+thành|xong|thời\s+(?:gian|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|gửi)[^.;]{0,20})\s*$)");
      const bool plain_end = ends && matches(flow_.slice(begin, span.end), strong_end) && !time_.is_report;
      // "… trình Thủ tướng quyết định trong quý I năm 2010;": closes a clause of a plan, no other word announces it.
      static const RE2 closes(R"(^\s*(?:[;.]|$))");
      static const RE2 at_once(R"((?i)ngay\s+$)");
      const bool closing = within && span.months < 12 && !inferred && !time_.is_report &&
                           (matches(context, at_once) || (matches(right_of(span.end, 8), closes) &&
                                                          word_count(context) >= 6 && !matches(context, told)));
      if (!cell && !set && !plain_end && !closing) continue;
      if (!cell && matches(context, done) && !matches(context, strong)) continue;
      static const RE2 has_done(R"((?i)(?:^|\s)đã\s[^.;:]{0,60}$)");
      if (!cell && matches(context, has_done)) continue;
      if (time_.is_report && !cell && !matches(context, strong)) continue;
      static const RE2 before(R"((?i)^(?:hoàn\s+thành\s+|xong\s+)?trước\s)");
      if (ends) {
        deadline.kind = DeadlineKind::absolute;
        const bool strict = matches(flow_.slice(begin, span.end), before);
        deadline.date = strict ? start : end;
        deadline.bound = strict ? "before" : "by";
        if (is_past(deadline.date)) continue;
        if (const auto moved = calendar_.not_before(deadline.date)) deadline.working_day = *moved;
      } else {
        deadline.kind = DeadlineKind::period;
        deadline.start = start;
        deadline.end = end;
      }
      add(begin, span.end, std::move(deadline), !inferred && (cell || set || plain_end));
    }
    find_day_ranges();
  }

  /// "Thời gian thực hiện: từ ngày 01/3/2026 đến ngày 15/3/2026".
  void find_day_ranges() {
    static const RE2 from(
        R"((?i)(?:thời\s+gian|thời\s+hạn|thực\s+hiện|tổ\s+chức|triển\s+khai|hoàn\s+thành)[^.;]{0,60}\s*(?:từ|kể\s+từ)\s*$)");
    static const RE2 to(R"((?i)^\s*(?:[-–]|đến(?:\s+hết)?)\s*$)");
    for (std::size_t i = 1; i < dates_.size(); ++i) {
      TextDate a = dates_[i - 1];
      const TextDate& b = dates_[i];
      if (a.day == 0 || b.day == 0 || b.year == 0 || !matches(flow_.slice(a.end, b.begin), to)) continue;
      if (a.year == 0) a.year = b.year;
      const std::string_view left = left_of(a.begin, 120);
      static const RE2 label(R"((?i)thời\s+(?:gian|hạn)[^.;]{0,60}$)");
      if (is_past(a.iso()) || !matches(left, from) || (time_.is_report && !matches(left, label))) continue;
      Deadline deadline;
      deadline.kind = DeadlineKind::period;
      deadline.start = a.iso();
      deadline.end = b.iso();
      static const RE2 cue(R"((?i)((?:kể\s+)?từ\s*)$)");
      re2::StringPiece word;
      const std::size_t begin = a.begin - (RE2::PartialMatch(piece(left), cue, &word) ? word.size() : 0);
      if (deadline.start <= deadline.end) add(begin, b.end, std::move(deadline), false);
    }
  }

  void find_recurring() {
#define UNITS R"((?:0?6\s+tháng|tuần|tháng|qu[ýí]|năm|ngày))"
    static const RE2 every(
        R"((?i)(((?:(?:chậm|muộn)\s+nhất\s+)?(?:(?:là|vào)\s+)*(?:trước\s+)?ngày\s+([0-9Il]{1,2})\s+(?:của\s+)?)?(?:định\s+k[ỳỷ]\s+(?:hằng\s+|hàng\s+|mỗi\s+)?|hằng\s+|hàng\s+|mỗi\s+)()" UNITS
        R"((?:(?:\s*[,/;]\s*|\s+và\s+|\s+hoặc\s+)(?:(?:hằng|hàng|mỗi|0?1)\s+)?)" UNITS R"()*))(?:[^\pL\pN]|$))");
#undef UNITS
    static const RE2 cue_left(R"((?i)(?:định\s+kỳ|báo\s+cáo|gửi|tổng\s+hợp|chế\s+độ)[^.;]{0,70}$)");
    static const RE2 cue_right(
        R"((?i)^[\s,(]*(?:trước\s+ngày|vào\s+ngày|báo\s+cáo|gửi|tổng\s+hợp\s+báo|,\s*báo|và\s+(?:khi|đột\s+xuất)|hoặc\s+đột\s+xuất))");
    static const RE2 weekday(R"((?i)thứ\s+(hai|ba|tư|năm|sáu|[2-6])\s*$)");
    static const RE2 no(
        R"((?i)(?:lịch|tiền|lương|họp|học|nghỉ|làm\s+việc|trung\s+bình|bình\s+quân|mức|kinh\s+phí|dự\s+toán|ngân\s+sách|sáng\s+thứ\s+\pL+|chiều\s+thứ\s+\pL+)\s*$)");
    re2::StringPiece groups[5];
    for (std::size_t from = 0;
         from < text_.size() && every.Match(piece(text_), from, text_.size(), RE2::UNANCHORED, groups, 5);) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - text_.data());
      const std::size_t end = begin + groups[1].size();
      from = end;
      if (begin > 0 && (static_cast<unsigned char>(text_[begin - 1]) >= 0x80 || isalnum_ascii(text_[begin - 1])))
        continue;
      const int day = day_of_month({groups[3].data(), groups[3].size()});
      const std::string_view phrase(groups[1].data(), groups[1].size());
      const std::string_view left = left_of(begin, 110);
      static const RE2 periodic(R"((?i)định\s+k[ỳỷ])");
      const bool inherent = matches(phrase, periodic) || day != 0;
      if (matches(left, no)) continue;
      const bool cell = in_cell(begin, end);
      if (!inherent && !cell && !matches(left, cue_left) && !matches(right_of(end, 40), cue_right)) continue;
      // "báo cáo … hằng năm" tells what is reported as often as when: nearer words decide.
      static const RE2 near_left(
          R"((?i)(?:định\s+kỳ|chế\s+độ\s+báo\s+cáo|báo\s+cáo|gửi\s+báo\s+cáo|trước\s+ngày\s+\d{1,2})(?:\s+\pL+){0,6}[\s,(]*$)");
      if (!inherent && !cell && !matches(left, near_left) && !matches(right_of(end, 40), cue_right)) continue;
      Deadline deadline;
      deadline.kind = DeadlineKind::recurring;
      std::string weekly;
      re2::StringPiece name;
      if (RE2::PartialMatch(piece(left), weekday, &name)) weekly = weekday_of({name.data(), name.size()});
      deadline.rrule = rules({groups[4].data(), groups[4].size()}, day < 0 ? -day : day, weekly);
      if (deadline.rrule.empty() || (time_.is_report && !cell)) continue;
      add(begin, extended(end), std::move(deadline), day >= 0);
    }
    find_days_after();
  }

  /// A day of the month, negative where a letter was read for a digit.
  static int day_of_month(std::string_view printed) {
    std::string digits(printed);
    for (char& c : digits)
      if (c == 'I' || c == 'l') c = '1';
    return digits == printed ? to_int(digits) : -to_int(digits);
  }

  /// "chậm nhất vào ngày 10 tháng liền kề tháng báo cáo", "trước ngày 15 của tháng đầu quý sau".
  void find_days_after() {
    static const RE2 day_after(
        R"((?i)((?:(?:chậm|muộn)\s+nhất|trước)\s+(?:(?:là|vào|trước)\s+)*ngày\s+(\d{1,2})\s+(?:của\s+)?tháng\s+(liền\s+k[ềể]|sau|tiếp\s+theo|kế\s+tiếp|(?:đầu|cuối)\s+(?:của\s+)?(?:mỗi\s+)?quý)(?:\s+(?:tiếp\s+theo|sau|tháng\s+báo\s+cáo))?))");
    re2::StringPiece groups[4];
    for (std::size_t from = 0;
         from < text_.size() && day_after.Match(piece(text_), from, text_.size(), RE2::UNANCHORED, groups, 4);) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - text_.data());
      from = begin + groups[1].size();
      const int day = to_int({groups[2].data(), groups[2].size()});
      if (day < 1 || day > 31) continue;
      static const RE2 quarter(R"((?i)quý)");
      Deadline deadline;
      deadline.kind = DeadlineKind::recurring;
      deadline.rrule = {
          std::string(RE2::PartialMatch(groups[3], quarter) ? "FREQ=MONTHLY;INTERVAL=3" : "FREQ=MONTHLY") +
          ";BYMONTHDAY=" + std::to_string(day)};
      add(begin, from, std::move(deadline), true);
    }
  }

  static bool isalnum_ascii(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static std::string weekday_of(std::string_view name) {
    for (const auto& [word, code] : std::initializer_list<std::pair<std::string_view, const char*>>{{"hai", "MO"},
                                                                                                    {"2", "MO"},
                                                                                                    {"ba", "TU"},
                                                                                                    {"3", "TU"},
                                                                                                    {"tư", "WE"},
                                                                                                    {"4", "WE"},
                                                                                                    {"năm", "TH"},
                                                                                                    {"5", "TH"},
                                                                                                    {"sáu", "FR"},
                                                                                                    {"6", "FR"},
                                                                                                    {"Hai", "MO"},
                                                                                                    {"Ba", "TU"},
                                                                                                    {"Tư", "WE"},
                                                                                                    {"Năm", "TH"},
                                                                                                    {"Sáu", "FR"}})
      if (name == word) return code;
    return {};
  }

  /// "tháng, quý, 6 tháng và năm" → one rule each.
  static std::vector<std::string> rules(std::string_view list, int day, const std::string& weekday) {
    static const RE2 unit(R"((?i)(0?6\s+tháng|tuần|tháng|qu[ýí]|năm|ngày))");
    std::vector<std::string> rules;
    re2::StringPiece rest = piece(list), found;
    while (RE2::FindAndConsume(&rest, unit, &found)) {
      std::string rule;
      const std::string name = squeezed({found.data(), found.size()});
      if (name.ends_with("tháng") && name.size() > 7)
        rule = "FREQ=MONTHLY;INTERVAL=6";
      else if (name.starts_with("t") && name.ends_with("ng"))
        rule = "FREQ=MONTHLY";
      else if (name.starts_with("T") && name.ends_with("ng"))
        rule = "FREQ=MONTHLY";
      else if (name.starts_with("qu") || name.starts_with("Qu") || name.starts_with("QU"))
        rule = "FREQ=MONTHLY;INTERVAL=3";
      else if (name == "năm" || name == "Năm")
        rule = "FREQ=YEARLY";
      else if (name == "ngày" || name == "Ngày")
        rule = "FREQ=DAILY";
      else
        rule = "FREQ=WEEKLY" + (weekday.empty() ? "" : ";BYDAY=" + weekday);
      if (day > 0 && day <= 31 && rule.starts_with("FREQ=MONTHLY")) rule += ";BYMONTHDAY=" + std::to_string(day);
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
    return rules;
  }

  /// The phrase with "(nếu có)", "và đột xuất khi có yêu cầu" behind it.
  std::size_t extended(std::size_t end) const {
    static const RE2 more(R"((?i)^(\s*\(n[ếé]u\s+có\)|\s*(?:,|và|hoặc)?\s*đột\s+xuất(?:\s+khi\s+có\s+yêu\s+cầu)?))");
    re2::StringPiece tail;
    return RE2::PartialMatch(piece(right_of(end, 80)), more, &tail) ? end + tail.size() : end;
  }

  void find_relative() {
    static const RE2 term(
        R"((?i)((?:(?:chậm\s+nhất|muộn\s+nhất|trong(?:\s+(?:thời\s+hạn|vòng|thời\s+gian))?|tối\s+đa|không\s+quá|sau|trước|ít\s+nhất)\s+)?(?:(?:là|sau|trước|trong|không\s+quá|thời\s+hạn|vòng)\s+)*(?:(?:\pL+\s+){1,3}\(\s*)?(\d{1,3})\s*\)?\s*(?:\([^)]{1,40}\)\s*)?(ngày\s+làm\s+việc|ngày|tháng|tuần|năm)\s*,?\s*(?:làm\s+việc\s*,?\s*)?(k[ểếê]\s+từ\s+khi|k[ểếê]\s+từ|tính\s+từ|tính\s+đến|từ\s+khi|từ\s+ngày|sau\s+khi|trước\s+khi|trước\s+ngày)\s+)(\S+))");
    static const RE2 no(
        R"((?i)(?:hiệu\s+lực(?:\s+thi\s+hành)?|có\s+giá\s+trị(?:\s+\pL+){0,2}|giá\s+trị\s+sử\s+dụng|thời\s+hạn\s+sử\s+dụng[^.;]{0,100}|có\s+thời\s+hạn|được\s+hưởng|lưu\s+trữ|lưu|bảo\s+hành|thời\s+hạn\s+giải\s+quyết[^.;]{0,60}|giữ\s+chức\s+vụ|kinh\s+nghiệm|thời\s+hiệu[^.;]{0,40}|quá\s+thời\s+hạn|quá)[\s:]*(?:là\s+|sau\s+|trong\s+)?$)");
    static const RE2 working(R"((?i)làm\s+việc)");
    static const RE2 backwards(R"((?i)trước\s)");
    static const RE2 anchor_end(R"([.;,)]|\n\s*[-+•]|\s(?:thì|phải|có\s+trách\s+nhiệm|hoặc)\s)");
    re2::StringPiece groups[6];
    for (std::size_t from = 0;
         from < text_.size() && term.Match(piece(text_), from, text_.size(), RE2::UNANCHORED, groups, 6);) {
      const std::size_t begin = static_cast<std::size_t>(groups[1].data() - text_.data());
      const std::size_t anchor = begin + groups[1].size();
      from = anchor;
      if (begin > 0 && (isalnum_ascii(text_[begin - 1]) || text_[begin - 1] == '/' || text_[begin - 1] == '.' ||
                        static_cast<unsigned char>(text_[begin - 1]) >= 0x80))
        continue;
      if (matches(left_of(begin, 90), no)) continue;
      const std::string_view tail = right_of(anchor, 260);
      re2::StringPiece stop;
      std::size_t length = tail.size();
      if (anchor_end.Match(piece(tail), 0, tail.size(), RE2::UNANCHORED, &stop, 1))
        length = static_cast<std::size_t>(stop.data() - tail.data());
      Deadline deadline;
      deadline.kind = DeadlineKind::relative;
      deadline.offset = to_int({groups[2].data(), groups[2].size()});
      const std::string unit = text::lower(squeezed({groups[3].data(), groups[3].size()}));
      const std::string_view phrase(groups[1].data(), groups[1].size());
      deadline.unit = matches(phrase, working)  ? "working_day"
                      : unit.ends_with("tháng") ? "month"
                      : unit == "năm"           ? "year"
                                                : "day";
      if (unit == "tuần") deadline.offset *= 7;
      const std::string link = text::lower(squeezed({groups[4].data(), groups[4].size()}));
      // "trước 20 ngày tính đến …", "20 ngày trước khi …"
      const bool before_anchor =
          link.starts_with("trước") ||
          (matches(phrase.substr(0, static_cast<std::size_t>(groups[2].data() - phrase.data())), backwards));
      deadline.direction = before_anchor ? "before" : "after";
      deadline.anchor = first_words(tail.substr(0, length), 24);
      if (deadline.offset == 0 || deadline.anchor.empty()) continue;
      add(begin, anchor + length, std::move(deadline), true);
    }
  }

  /// Kinds without a date; only where a column or label of time holds them.
  void find_open() {
    static const RE2 continuous(R"((?i)^(?:hoàn\s+thành\s+)?thường\s+xuyên)");
    static const RE2 event(R"((?i)^(?:ngay\s+)?(?:sau\s+)?khi\s+(?:có|được|nhận|phát|hoàn|xin|cần|kết|\pL+))");
    static const RE2 reference(
        R"((?i)^theo\s+(?:kế\s+hoạch|chương\s+trình|thời\s+hạn|tiến\s+độ|quyết\s+định|yêu\s+cầu|quy\s+định|hướng\s+dẫn|chỉ\s+đạo|thông\s+tư|lịch))");
    static const RE2 label(
        R"((?i)^(?:thời\s+(?:gian|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức))?|tiến\s+độ)\s*:\s*)");
    static const RE2 last_cell(R"(\s(Thường\s+xuyên(?:\s+trong\s+năm)?)\s*$)");
    for (const Item& item : flow_.items) {
      re2::StringPiece rest = piece(flow_.slice(item.body, item.end));
      const bool labelled = RE2::Consume(&rest, label);
      if (re2::StringPiece end; item.in_table && RE2::PartialMatch(rest, last_cell, &end)) rest = end;
      const std::string_view cell(rest.data(), rest.size());
      if ((!labelled && !item.in_table) || cell.empty() || word_count(cell) > 22) continue;
      Deadline deadline;
      if (matches(cell, continuous))
        deadline.kind = DeadlineKind::continuous;
      else if (matches(cell, event))
        deadline.kind = DeadlineKind::event;
      else if (matches(cell, reference))
        deadline.kind = DeadlineKind::reference;
      else
        continue;
      const auto begin = static_cast<std::size_t>(cell.data() - text_.data());
      if (!labelled && !table_row(flow_, begin)) continue;
      if (deadline.kind == DeadlineKind::event) deadline.anchor = squeezed(cell);
      add(begin, item.end, std::move(deadline), true);
    }
  }

  Deadline finished(Found row) const {
    Deadline deadline = std::move(row.deadline);
    deadline.phrase = squeezed(flow_.slice(row.begin, row.end));
    Order order = order_at(flow_, row.begin, row.end, deadline.kind == DeadlineKind::recurring);
    deadline.task = std::move(order.task);
    deadline.lead = std::move(order.lead);
    deadline.coordinating = std::move(order.coordinating);
    deadline.evidence = flow_.evidence(row.begin, row.end, "deadline." + std::string(kind_name(deadline.kind)));
    // Lines of a scanned table run through its columns: until cells are read, their tasks are for a person to check.
    const bool through_columns = deadline.evidence.box && table_row(flow_, row.begin);
    const bool sure = row.certain && !deadline.inferred_year && flow_.confidence(row.begin, row.end) >= 0.8 &&
                      !through_columns && text::valid_share(deadline.task) >= 0.55;  // UBND, TTHC are no syllables
    deadline.status = sure ? Status::accepted : Status::review;
    return deadline;
  }

  static std::string_view kind_name(DeadlineKind kind) {
    constexpr std::array<std::string_view, 7> names{"absolute",   "period", "recurring", "relative",
                                                    "continuous", "event",  "reference"};
    return names[static_cast<std::size_t>(kind)];
  }

  const Flow& flow_;
  std::string_view text_;
  const DocumentTime& time_;
  const WorkingDays& calendar_;
  std::vector<TextDate> dates_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Deadline> find_deadlines(const Flow& flow, const DocumentTime& time, const WorkingDays& calendar) {
  return Finder(flow, time, calendar).all();
}

}  // namespace sohoa
