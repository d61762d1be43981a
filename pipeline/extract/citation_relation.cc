#include "pipeline/extract/citation_relation.hh"

#include "pipeline/extract/pattern.hh"

namespace sohoa {
namespace {

bool changes(Relation relation) {
  return relation == Relation::replaces || relation == Relation::repeals ||
         relation == Relation::amends;
}

/// thay thế, bãi bỏ, sửa đổi right before the act or the part of it that is meant.
Relation change_in(std::string_view verb) {
  static const RE2 replaces(R"((?i)thay\s+thế\s+(?:cho\s+)?(?:các\s+)?$)");
  static const RE2 repeals(
      R"((?i)(?:bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:toàn\s+bộ\s+|một\s+phần\s+|các\s+|nội\s+dung\s+(?:tại\s+)?)?$)");
  static const RE2 amends(
      R"((?i)(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)[^.;]{0,90}(?:của|tại|vào|theo)\s+(?:các\s+)?$|(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)\s+(?:các\s+)?$)");
  if (matches(verb, replaces)) return Relation::replaces;
  if (matches(verb, repeals)) return Relation::repeals;
  return matches(verb, amends) ? Relation::amends : Relation::mentions;
}

}  // namespace

bool is_attached(const CitationContext& context) {
  static const RE2 attached(R"((?i)\(?\s*(?:ban\s+hành\s+)?k[èe]m\s+theo\s*(?:tại\s*)?$)");
  return matches(context.left, attached);
}

Relation relation_of(const CitationContext& context) {
  static const RE2 parent_line(R"((?i)(?:^|\n)\s*\(\s*(?:ban\s+hành\s+)?k[èe]m\s+theo\s*$)");
  static const RE2 implements(
      R"((?i)(?:thực\s+hiện|triển\s+khai|theo|thi\s+hành|trả\s+lời|phúc\s+đáp|tiếp\s+theo|theo\s+tinh\s+thần|quy\s+định\s+tại)\s+(?:đúng\s+|nội\s+dung\s+|các\s+|yêu\s+cầu\s+(?:tại\s+)?|chỉ\s+đạo\s+tại\s+)?$)");
  static const RE2 basis(R"(^[-–+\s]*(?:Căn\s+cứ|Xét|Theo\s+đề\s+nghị)\s)");
  static const RE2 no_basis(
      R"(^[-–+\s]*Căn\s+cứ\s+(?:thực\s+hiện|nhiệm\s+vụ|vào\s+nhiệm|chức\s+năng))");
  static const RE2 implements_start(
      R"(^[-–+\s]*(?:Thực\s+hiện|Triển\s+khai|Thi\s+hành|Theo|Phúc\s+đáp|Trả\s+lời)\s)");
  // "thay thế Quyết định A và bãi bỏ Quyết định B": the verb behind "và" is the document's own, as
  // the first was.
  static const RE2 second_verb(
      R"((?i)(?:,|;|và|đồng\s+thời)\s+(?:thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:các\s+)?$)");
  const Relation change = change_in(context.verb);
  if (is_attached(context)) {
    if (matches(context.left, parent_line)) return Relation::parent;
    return context.other_act ? Relation::mentions : change;
  }
  if (changes(change) &&
      (!context.other_act || (changes(context.before) && matches(context.verb, second_verb))))
    return change;
  if (context.linked && changes(context.before)) return context.before;
  if (matches(context.item, basis) && !matches(context.item, no_basis))
    return changes(change) ? Relation::mentions : Relation::basis;
  if (matches(context.left, implements) || matches(context.sentence, implements_start))
    return Relation::implements;
  return Relation::mentions;
}

}  // namespace sohoa
