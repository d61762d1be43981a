#include "pipeline/extract/assignment.hh"

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

struct Cursor {
  std::string_view all;
  std::size_t at = 0;
  std::string_view rest() const { return all.substr(at); }
  bool skip(const RE2& pattern) {
    re2::StringPiece start = piece(rest());
    if (!RE2::Consume(&start, pattern)) return false;
    at = all.size() - start.size();
    return true;
  }
};

/// "phối hợp với X, Y" at the cursor: the units up to their predicate.
void read_coordinating(Cursor& cursor, Assignment& found) {
  static const RE2 with(R"(\s*,?\s*(?:và\s+)?[Pp]hối hợp(?:\s+chặt chẽ)?(?:\s+(?:cùng|với))*\s+)");
  static const RE2 unit(
      R"(^(?:[Cc]ác |Thủ trưởng|[Nn]gười|[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ|[Ss]ở|[Nn]gành))");
  const std::size_t back = cursor.at;
  if (!cursor.skip(with)) return;
  if (!begins_with_unit(cursor.rest()) && !matches(cursor.rest(), unit)) {
    cursor.at = back;
    return;
  }
  const std::size_t end = std::min(unit_end(cursor.rest()), cursor.rest().size());
  const std::string name = trimmed_name(cursor.rest().substr(0, end));
  if (word_count(name) > 40) {
    cursor.at = back;
    return;
  }
  found.coordinating = name;
  cursor.at += end;
}

/// Where the clause itself begins behind a sentence's opening words of time, purpose or ground:
/// "Trước ngày 20 hàng tháng, các phòng …", "Để kịp tổng hợp, đề nghị …". 0 when it has none.
std::size_t behind_opening(std::string_view clause) {
  static const RE2 opening(
      R"((?i)^(?:trước|trong|hằng|hàng|định kỳ|chậm nhất|muộn nhất|sau|khi|ít nhất|ngay|để|nhằm|căn cứ|trên cơ sở|nhận được|thứ|từ|kể từ|theo|thực hiện|đối với|nếu|riêng|qua|tại|vào|tối thiểu|tối đa|không quá|mỗi|đến)\s)");
  static const RE2 next(R"([,)]\s+((?:(?:đề nghị|yêu cầu|giao|phân công)\s+(?:cho\s+)?)?))");
  static const RE2 list(R"((?:^|\s)(?:cơ quan|sở|ban|ngành|phòng|đơn vị|tổ chức|doanh nghiệp|trường|cán bộ|công chức|cá nhân)$)");
  constexpr std::size_t kReach = 600;  // bytes; no sentence waits longer for its subject
  if (!matches(clause, opening)) return 0;
  re2::StringPiece groups[2];
  for (std::size_t from = 0;
       from < std::min(clause.size(), kReach) &&
       next.Match(piece(clause), from, clause.size(), RE2::UNANCHORED, groups, 2);) {
    from = static_cast<std::size_t>(groups[0].data() - clause.data()) + groups[0].size();
    // "các cơ quan, đơn vị liên quan": the comma stands inside a name.
    if (names_agent(clause.substr(from)) && !matches(clause.substr(0, static_cast<std::size_t>(groups[0].data() - clause.data())), list)) return from;
  }
  return 0;
}

/// "Đề nghị khen cuối năm: các đơn vị bình xét …": where who has to do it stands behind a short title; 0 when it does not.
std::size_t behind_title(std::string_view clause) {
  const std::size_t colon = clause.find(": ");
  if (colon == clause.npos || word_count(clause.substr(0, colon)) > 14 || names_agent(clause)) return 0;
  return names_agent(clause.substr(colon + 2)) ? colon + 2 : 0;
}

/// "Đối với các bộ, ngành": a heading of what those named have to do; 0 when the text says more.
std::size_t behind_regarding(std::string_view heading) {
  static const RE2 regarding(R"(^(Đối với\s+)[^,.;:]{0,20}(?:\pL|,\s+\pL)[^.;:]{0,160}$)"), predicate(R"(\s(?:phải|cần|thực hiện|có trách nhiệm|đã|được|thì)\s)");
  re2::StringPiece words;
  return RE2::PartialMatch(piece(heading), regarding, &words) && !matches(heading, predicate) && word_count(heading) <= 24 ? words.size() : 0;
}

/// "chủ hộ phải …", "tổ chức, cá nhân có trách nhiệm …": who must, whatever the word; bytes of the
/// name, 0 when none.
std::size_t obliged_subject(std::string_view clause) {
  static const RE2 subject(R"(^([^\d.;:()]+?) (?:có trách nhiệm|có nghĩa vụ|phải) )");
  static const RE2 thing(
      R"((?i)^(?:việc|hồ sơ|báo cáo|phương án|đề án|giấy|đơn|bản|chương trình|công tác|kết quả|nội dung|thời|mọi|nhiệm vụ|các nhiệm vụ|quá trình|tài liệu|danh sách|kế hoạch|quyết định|văn bản|trường hợp|nếu|khi|không|thì|trong|số|mức|công trình|đồng thời|và|hoàn thành|thực hiện|(?:các |những |mọi |mỗi )?dự án)(?:[\s,]|$))"), joined(R"(\s(?:cũng|đều|vẫn|còn|mới)$)");
  re2::StringPiece name;
  constexpr std::size_t kLongest = 160;  // bytes
  if (!RE2::PartialMatch(piece(clause.substr(0, kLongest)), subject, &name) ||
      matches(clause, thing) || matches({name.data(), name.size()}, joined) ||
      (starts_upper(clause) && word_count({name.data(), name.size()}) > 4 && begins_with_predicate(text::lower(clause.substr(0, kLongest)))))
    return 0;
  return word_count({name.data(), name.size()}) <= 12 ? name.size() : 0;
}

}  // namespace

std::optional<Assignment> labelled_assignment(std::string_view clause) {
  static const RE2 lead(
      R"(^(?:(?:Đơn vị|Cơ quan|Bộ phận|Đơn vị, cá nhân)\s+(?:chủ trì|thực hiện|đầu mối|tham mưu)(?:\s+thực hiện)?|Phân công(?:\s+thực hiện)?|Chủ trì|Trách nhiệm(?:\s+thực hiện)?)\s*:\s*)");
  static const RE2 with(R"(^(?:(?:Đơn vị|Cơ quan)\s+phối hợp(?:\s+thực hiện)?|Phối hợp)\s*:\s*)");
  Cursor cursor{clause};
  Assignment found;
  if (cursor.skip(with)) {
    found.coordinating = trimmed_name(
        cursor.rest().substr(0, std::min(unit_end(cursor.rest()), cursor.rest().size())));
    found.order = clause.size();
    return found;
  }
  if (!cursor.skip(lead)) return std::nullopt;
  const std::size_t end = std::min(unit_end(cursor.rest()), cursor.rest().size());
  found.lead = trimmed_name(cursor.rest().substr(0, end));
  cursor.at += end;
  static const RE2 chairs(R"(\s*,?\s*chủ trì(?:\s+thực hiện)?)");
  cursor.skip(chairs);
  read_coordinating(cursor, found);
  found.order = clause.size();
  return found.lead.empty() ? std::nullopt : std::optional(found);
}

std::optional<Assignment> named_alone(std::string_view heading) {
  // What such words head is a matter as often as a body.
  static const RE2 matter(R"(^(?:Bảo hiểm|Cán bộ|Công chức|Lãnh đạo|Kế toán|Đài|Trường|Ngân hàng|Thanh tra$))");
  constexpr std::size_t kLongest = 20, kFewest = 2;  // words
  const std::string name = trimmed_name(heading);
  const std::size_t size = word_count(name);
  if (size < kFewest || size > kLongest || !begins_with_unit(name) || matches(name, matter) || unit_end(name + " ") < name.size()) return std::nullopt;
  return Assignment{name, "", heading.size()};
}

std::optional<Assignment> assignment_in(std::string_view clause) {
  static const RE2 marker(
      R"(^(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)]|[IVX]+[.)]|Điều \d+[a-zđ]?\s*[.:])\s*)");
  static const RE2 giao(
      R"((?:(?:Đề nghị|Yêu cầu|Chỉ đạo|Giao|Phân công|Ủy quyền|Kính đề nghị|Kính mời)(?:\s+cho)?\s+))");
  static const RE2 chairs(
      R"(\s*,?\s*(?:có trách nhiệm\s+)?(?:là\s+)?(?:[Cc]hủ trì|(?:cơ quan|đơn vị|làm)\s+(?:đầu mối|thường trực|chủ trì))(?:\s*,\s*(?:và\s+)?|\s+)?)");
  static const RE2 colon(R"(\s*:\s*)"), aside(R"(\s\([^)]{1,120}\)\s*,?)");
  Cursor cursor{clause};
  while (cursor.skip(marker)) {
  }
  if (auto found = labelled_assignment(cursor.rest())) {
    found->order = clause.size();
    return found;
  }
  if (const std::size_t name = behind_regarding(cursor.rest()); name > 0 && names_agent(cursor.rest().substr(name)))
    return Assignment{trimmed_name(cursor.rest().substr(name)), "", clause.size()};
  cursor.skip(giao);
  cursor.at += behind_title(cursor.rest());
  if (!begins_with_unit(cursor.rest())) {
    // "UBND thành phố đã giao Văn phòng … tham mưu": the unit stands inside.
    const std::size_t behind = behind_opening(cursor.rest());
    const std::size_t inside = behind > 0 ? cursor.at + behind : unit_given_order(clause);
    if (inside != clause.npos) {
      cursor.at = inside;
    } else if (const std::size_t name = obliged_subject(cursor.rest()); name > 0) {
      return Assignment{trimmed_name(cursor.rest().substr(0, name)), "", cursor.at + name + 1};
    } else if (!names_agent(cursor.rest())) {
      return std::nullopt;
    }
  }
  // Not the first unit, the one it gives the order to.
  static const RE2 gives(R"(^[^.;:]{0,90}?\s(?:đã\s+)?(?:giao|yêu cầu|phân công|đề nghị)\s+(?:cho\s+)?)"),
      received(R"((?:được|theo|của|nội dung|có)\s+(?:giao|yêu cầu|phân công|đề nghị)\s+(?:cho\s+)?$)");
  Cursor inner{cursor.rest()};
  if (inner.skip(gives) && !matches(inner.all.substr(0, inner.at), received) && names_agent(inner.rest()) && !names_persons(inner.rest())) cursor.at += inner.at;
  const std::size_t end = unit_end(cursor.rest());
  if (end == std::string_view::npos) return std::nullopt;
  Assignment found;
  found.lead = trimmed_name(cursor.rest().substr(0, end));
  const bool nobody = word_count(found.lead) == 1 && !starts_upper(found.lead);  // "ban", "tổ": of which the text says no more
  const bool matter = word_count(found.lead) == 2 && cursor.rest()[end - 1] == ',';  // "Thanh tra, kiểm tra": work, no body
  if (found.lead.empty() || nobody || matter || word_count(found.lead) > 40) return std::nullopt;
  cursor.at += end;
  cursor.skip(aside);  // "Bộ Tài chính (Ủy ban Chứng khoán Nhà nước) tổng hợp …"
  while (cursor.skip(chairs)) {
  }
  read_coordinating(cursor, found);
  if (cursor.skip(colon) && found.coordinating.empty()) {
    cursor.skip(chairs);
    read_coordinating(cursor, found);
  }
  cursor.skip(colon);
  while (cursor.at < clause.size() && (clause[cursor.at] == ' ' || clause[cursor.at] == ','))
    ++cursor.at;
  found.order = cursor.at;
  return found;
}

}  // namespace sohoa
