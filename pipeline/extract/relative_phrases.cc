#include <algorithm>
#include <charconv>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_row.hh"
#include "pipeline/extract/term_phrases.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

/// What the anchor is named with, up to the end of its clause. A comma before the last part of a name ("bản kê khai tài sản, thu nhập, đơn
/// vị phụ trách rà soát …") does not end it: who has something to do stands behind the next one.
std::size_t anchor_length(std::string_view tail) {
  static const RE2 end(R"([.;,)]|\n\s*[-+•]|\s(?:thì|phải|có\s+trách\s+nhiệm|hoặc)\s)");
  static const RE2 last_part(R"(^(,\s+\pL+(?:\s+\pL+){0,3}),\s)");
  re2::StringPiece stop, part;
  static const RE2 aside(R"(\([^()]*$)");  // "biên bản (nếu có)": the parenthesis belongs to the name
  std::size_t at = 0;
  for (std::size_t from = 0;; from = at + 1) {
    if (!end.Match(piece(tail), from, tail.size(), RE2::UNANCHORED, &stop, 1)) return tail.size();
    at = static_cast<std::size_t>(stop.data() - tail.data());
    if (tail[at] != ')' || !matches(tail.substr(0, at), aside)) break;
  }
  const std::string_view rest = tail.substr(at);
  if (!RE2::PartialMatch(piece(rest), last_part, &part)) return at;
  const auto agent = [](std::string_view words) { return names_agent(squeezed(words)); };
  return !agent(rest.substr(2)) && !begins_with_predicate(squeezed(rest.substr(2, 60))) && agent(rest.substr(part.size() + 2)) ? at + part.size() : at;
}

int to_int(re2::StringPiece digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::vector<TermPhrase> find_relative(const TermText& t) {
  static const RE2 term(
      R"((?i)((?:(?:chậm\s+nhất|muộn\s+nhất|trong(?:\s+(?:thời\s+hạn|vòng|thời\s+gian))?|tối\s+đa|không\s+quá|sau|trước|ít\s+nhất)\s+)?(?:(?:là|sau|trước|trong|không\s+quá|ít\s+nhất|tối\s+thiểu|thời\s+hạn|vòng)\s+)*(?:(?:\pL+\s+){1,3}\(\s*)?(\d{1,3})\s*\)?\s*(?:\([^)]{1,40}\)\s*)?(ngày\s+làm\s+việc|ngày|tháng|tuần|năm)\s*,?\s*(?:làm\s+việc\s*,?\s*)?(k[ểếê]\s+từ\s+khi|k[ểếê]\s+từ|tính\s+từ|tính\s+đến|so\s+với|từ\s+khi|từ\s+ngày|sau\s+khi|trước\s+khi|trước\s+ngày)\s+)(\S+))");
  static const RE2 no(
      R"((?i)(?:hiệu\s+lực(?:\s+thi\s+hành)?|có\s+giá\s+trị(?:\s+\pL+){0,2}|giá\s+trị\s+sử\s+dụng|thời\s+hạn\s+sử\s+dụng[^.;]{0,160}|có\s+thời\s+hạn|được\s+hưởng|lưu\s+trữ|lưu|bảo\s+hành[^.;]{0,40}|thời\s+hạn\s+giải\s+quyết[^.;]{0,60}|giữ\s+chức\s+vụ|kinh\s+nghiệm|thời\s+hiệu[^.;]{0,40}|quá\s+thời\s+hạn|giảm|tăng|quá)[\s:]*(?:là\s+|sau\s+|trong\s+)?$)");
  // "giấy phép có thời hạn 05 năm kể từ ngày cấp": how long a thing holds.
  static const RE2 holds(R"((?i)(?:có|là|với)\s+(?:thời\s+hạn|giá\s+trị)\s*(?:trong\s+)?$)");
  static const RE2 span_of_validity(R"((?i)^thời\s+hạn\s+(?:là\s+)?\d)");
  static const RE2 working(R"((?i)làm\s+việc)");
  static const RE2 backwards(R"((?i)trước\s)"), backwards_from_day(R"((?i)^trước\s+ngày$)");
  // How long something is allowed or not is no term; "không được chậm trễ" may stand beside one, so a person must look there.
  static const RE2 allows(R"((?i)(?:hạn\s+chế\s+chuyển|cấm|được\s+miễn|được\s+hưởng)\s[^.;]{0,100}$)"), grants(R"((?i)^[^.;]{0,90}\s(?:được\s+miễn|được\s+hưởng)\s)");
  static const RE2 forbids(R"((?i)không\s+được\s[^.;]{0,100}$)"), forbidden(R"((?i)^[^.;]{0,90}\skhông\s+được\s)");
  // "Sau 15 đến 30 ngày": the first of two figures is lost.
  static const RE2 second_figure(R"((?i)\d\s*(?:đến|-|–)\s*$)");
  // How long a procedure takes binds nobody in this document.
  static const RE2 procedure(R"((?i)(?:^|\s)thủ\s+tục\s[^.;]{0,160}$)");
  std::vector<TermPhrase> found;
  re2::StringPiece groups[6];
  for (std::size_t from = 0; from < t.text.size() && term.Match(piece(t.text), from, t.text.size(),
                                                                RE2::UNANCHORED, groups, 6);) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - t.text.data());
    const std::size_t anchor = begin + groups[1].size();
    from = anchor;
    if (t.inside_word(begin) ||
        (begin > 0 && (t.text[begin - 1] == '/' || t.text[begin - 1] == '.')))
      continue;
    const std::string_view phrase(groups[1].data(), groups[1].size());
    const std::string_view left = t.left_of(begin, 260);
    if (matches(left, no) || matches(left, holds)) continue;
    static const RE2 has(R"((?i)có\s*$)");
    if (matches(phrase, span_of_validity) && matches(left, has)) continue;
    const std::string_view tail = t.right_of(anchor, 260);
    const std::size_t length = anchor_length(tail);
    static const RE2 dated(R"(^\d{1,2}(?:[/.-]\d|\s+tháng\s))"), months(R"((?i)^(?:tháng|năm)$)");
    const bool anchored = matches(tail, dated), before_day = matches({groups[4].data(), groups[4].size()}, backwards_from_day);
    // "kết quả 6 tháng trước ngày 20/6/2026": the months are what is reported of.
    if (anchored && before_day && matches({groups[3].data(), groups[3].size()}, months)) continue;
    const std::string_view right = t.right_of(anchor + length, 120);
    if (matches(left, allows) || matches(right, grants)) continue;
    const bool may_forbid = matches(left, forbids) || matches(right, forbidden);
    Deadline deadline;
    deadline.kind = DeadlineKind::relative;
    deadline.offset = to_int(groups[2]);
    const std::string unit = text::lower(squeezed({groups[3].data(), groups[3].size()}));
    deadline.unit = matches(phrase, working)  ? "working_day"
                    : unit.ends_with("tháng") ? "month"
                    : unit == "năm"           ? "year"
                                              : "day";
    if (unit == "tuần") deadline.offset *= 7;
    const std::string link = text::lower(squeezed({groups[4].data(), groups[4].size()}));
    // "trước 20 ngày tính đến …", "20 ngày trước khi …"
    const std::string_view head =
        phrase.substr(0, static_cast<std::size_t>(groups[2].data() - phrase.data()));
    deadline.direction = link.starts_with("trước") || matches(head, backwards) ? "before" : "after";
    if (link == "so với" && deadline.direction == "after") continue;  // a comparison
    deadline.anchor = first_words(tail.substr(0, length), 24);
    if (deadline.offset == 0 || deadline.anchor.empty()) continue;
    found.push_back({begin, anchor + length, std::move(deadline), !may_forbid && !(anchored && before_day) && !matches(left, second_figure) && !matches(left, procedure)});
  }
  return found;
}

/// "trước khi khai mạc kỳ họp ít nhất 10 ngày": the event stands before the days.
std::vector<TermPhrase> find_ahead(const TermText& t) {
  static const RE2 ahead(
      R"((?i)(trước\s+(?:khi|ngày)\s+(\pL[^.;,\d]{3,120}?)\s+(?:(?:ít\s+nhất|tối\s+thiểu)\s+(?:là\s+)?)?(\d{1,3})\s+ngày(\s+làm\s+việc)?)(?:[,.;\s]|$))");
  static const RE2 dated(R"((?i)\sngày$)");
  std::vector<TermPhrase> found;
  re2::StringPiece groups[5];
  for (std::size_t from = 0; from < t.text.size() && ahead.Match(piece(t.text), from, t.text.size(),
                                                                 RE2::UNANCHORED, groups, 5);) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - t.text.data());
    from = begin + groups[1].size();
    const std::string_view anchor(groups[2].data(), groups[2].size());
    Deadline deadline;
    deadline.kind = DeadlineKind::relative;
    deadline.offset = to_int(groups[3]);
    deadline.unit = groups[4].empty() ? "day" : "working_day";
    deadline.direction = "before";
    deadline.anchor = first_words(anchor, 24);
    if (deadline.offset == 0 || matches(anchor, dated) || t.inside_word(begin)) continue;
    found.push_back({begin, from, std::move(deadline), false});
  }
  return found;
}

std::vector<TermPhrase> find_open(const TermText& t) {
  static const RE2 continuous(R"((?i)^(?:hoàn\s+thành\s+)?thường\s+xuyên)");
  static const RE2 event(
      R"((?i)^(?:ngay\s+)?(?:sau\s+)?khi\s+(?:có|được|nhận|phát|hoàn|xin|cần|kết|\pL+))");
  static const RE2 reference(
      R"((?i)^theo\s+(?:kế\s+hoạch|chương\s+trình|thời\s+hạn|tiến\s+độ|quyết\s+định|yêu\s+cầu|quy\s+định|hướng\s+dẫn|chỉ\s+đạo|thông\s+tư|lịch))");
  static const RE2 label(
      R"((?i)^(?:thời\s+(?:gian|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức))?|tiến\s+độ)\s*:\s*)");
  static const RE2 last_cell(R"(\s(Thường\s+xuyên(?:\s+trong\s+năm)?)\s*$)");
  static const RE2 at_once(R"((^Ngay\s+sau\s+khi\s[^,.;]{3,200}),)");
  static const RE2 hours(
      R"((?i)(trong\s+(?:vòng|thời\s+hạn|thời\s+gian)?\s*\d{1,3}\s*(?:giờ|tiếng)\s*,?\s*(?:kể\s+từ|sau)[^,.;]{3,160}))");
  std::vector<TermPhrase> found;
  for (const Item& item : t.flow.items) {
    const std::string_view all = t.flow.slice(item.body, item.end);
    for (const RE2* set_phrase : {&at_once, &hours}) {
      re2::StringPiece phrase;
      if (!RE2::PartialMatch(piece(all), *set_phrase, &phrase)) continue;
      Deadline deadline;
      deadline.kind = DeadlineKind::event;
      deadline.anchor = first_words({phrase.data(), phrase.size()}, 24);
      const auto begin = static_cast<std::size_t>(phrase.data() - t.text.data());
      found.push_back({begin, begin + phrase.size(), std::move(deadline), false});
    }
    re2::StringPiece rest = piece(all);
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
    const auto begin = static_cast<std::size_t>(cell.data() - t.text.data());
    if (!labelled && !table_row(t.flow, begin)) continue;
    if (deadline.kind == DeadlineKind::event) deadline.anchor = squeezed(cell);
    found.push_back({begin, item.end, std::move(deadline), true});
  }
  return found;
}

}  // namespace sohoa
