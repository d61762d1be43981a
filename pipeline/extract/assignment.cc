#include "pipeline/extract/assignment.hh"

#include <algorithm>

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
  static const RE2 unit(R"(^(?:[Cc]ác |Thủ trưởng|[Nn]gười|[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ|[Ss]ở|[Nn]gành))");
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

}  // namespace

std::optional<Assignment> labelled_assignment(std::string_view clause) {
  static const RE2 lead(
      R"(^(?:(?:Đơn vị|Cơ quan|Bộ phận|Đơn vị, cá nhân)\s+(?:chủ trì|thực hiện|đầu mối|tham mưu)(?:\s+thực hiện)?|Phân công(?:\s+thực hiện)?|Chủ trì|Trách nhiệm(?:\s+thực hiện)?)\s*:\s*)");
  static const RE2 with(R"(^(?:(?:Đơn vị|Cơ quan)\s+phối hợp(?:\s+thực hiện)?|Phối hợp)\s*:\s*)");
  Cursor cursor{clause};
  Assignment found;
  if (cursor.skip(with)) {
    found.coordinating = trimmed_name(cursor.rest().substr(0, std::min(unit_end(cursor.rest()), cursor.rest().size())));
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

std::optional<Assignment> assignment_in(std::string_view clause) {
  static const RE2 marker(R"(^(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)]|[IVX]+[.)]|Điều \d+[a-zđ]?\s*[.:])\s*)");
  static const RE2 giao(
      R"((?:(?:Đề nghị|Yêu cầu|Chỉ đạo|Giao|Phân công|Ủy quyền|Kính đề nghị|Kính mời)(?:\s+cho)?\s+))");
  static const RE2 chairs(
      R"(\s*,?\s*(?:có trách nhiệm\s+)?(?:là\s+)?(?:chủ trì|(?:cơ quan|đơn vị|làm)\s+đầu mối)(?:\s*,\s*|\s+)?)");
  static const RE2 colon(R"(\s*:\s*)");
  Cursor cursor{clause};
  while (cursor.skip(marker)) {
  }
  if (auto found = labelled_assignment(cursor.rest())) {
    found->order = clause.size();
    return found;
  }
  cursor.skip(giao);
  if (!begins_with_unit(cursor.rest())) {
    // "UBND thành phố đã giao Văn phòng … tham mưu": the unit stands inside.
    const std::size_t inside = unit_given_order(clause);
    if (inside == clause.npos) return std::nullopt;
    cursor.at = inside;
  }
  // Not the first unit, the one it gives the order to.
  static const RE2 gives(R"(^[^.;:]{0,90}?\s(?:đã\s+)?(?:giao|yêu cầu|phân công)\s+(?:cho\s+)?)");
  Cursor inner{cursor.rest()};
  if (inner.skip(gives) && begins_with_unit(inner.rest())) cursor.at += inner.at;
  const std::size_t end = unit_end(cursor.rest());
  if (end == std::string_view::npos) return std::nullopt;
  Assignment found;
  found.lead = trimmed_name(cursor.rest().substr(0, end));
  if (found.lead.empty() || word_count(found.lead) > 40) return std::nullopt;
  cursor.at += end;
  cursor.skip(chairs);
  read_coordinating(cursor, found);
  if (cursor.skip(colon) && found.coordinating.empty()) {
    cursor.skip(chairs);
    read_coordinating(cursor, found);
  }
  cursor.skip(colon);
  while (cursor.at < clause.size() && (clause[cursor.at] == ' ' || clause[cursor.at] == ',')) ++cursor.at;
  found.order = cursor.at;
  return found;
}

}  // namespace sohoa
