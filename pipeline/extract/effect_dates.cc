#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/case_paper.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/reckon.hh"

namespace sohoa {
namespace {

constexpr double kUnsure = 0.5;
constexpr std::size_t kBefore = 60;        // bytes in which what qualifies a subject stands
constexpr std::size_t kMostSentence = 400;  // bytes of a sentence that are read

/// The body without what is attached behind it: an attached regulation says when it itself takes effect.
Flow body_of(const FieldInput& in) {
  std::vector<Line> lines;
  std::copy_if(in.lines.begin(), in.lines.end(), std::back_inserter(lines), [](const Line& line) { return line.zone == Zone::body; });
  return flow_of(lines);
}

/// "… này có hiệu lực thi hành …": what a document says of itself, from the verb to the end of the sentence.
struct Effect {
  std::size_t begin = 0, tail = 0, end = 0;  // bytes of the flow; `tail` is behind "có hiệu lực thi hành"
};

/// Sentences on the effect of this document, not of a part of it ("Điều 5 Nghị định này …"), nor those that only name the day of
/// effect ("trước ngày Nghị định này có hiệu lực").
std::vector<Effect> effects_in(const Flow& flow) {
  static const RE2 verb(
      R"((?i)((?:\pL+\s+){1,3}?này(?:\s[^.;:"“”]{0,160}?)?\s)(có\s+(?:hiệu\s+lực|giá\s+trị|thời\s+hạn)(?:\s+(?:thi\s+hành|thực\s+hiện|sử\s+dụng|hiệu\s+lực))?)\s)");
  static const RE2 part(R"((?i)(?:Điều|khoản|điểm|Chương|Mục|Phụ\s+lục|trước\s+ngày|từ\s+ngày|khi|thời\s+điểm)(?:\s+[\dIVXa-zđ]{1,4})?\s*(?:của\s+|tại\s+)?$)");
  static const RE2 names_part(R"((?i)(?:^|\s)(?:Điều|khoản|điểm|Chương|Mục|ngày|khi)\s)");
  static const RE2 sentence(R"(^((?:[^.;]|\.\S)*))");
  std::vector<Effect> found;
  re2::StringPiece rest = piece(flow.text), subject, said;
  while (RE2::FindAndConsume(&rest, verb, &subject, &said)) {
    const auto begin = static_cast<std::size_t>(subject.data() - flow.text.data());
    // Up to three words stand before "này"; what qualifies them stands before or among them.
    const std::string_view before = flow.letters(begin > kBefore ? begin - kBefore : 0, begin);
    const std::string_view own(subject.data(), subject.size());
    if (matches(before, part) || matches(own.substr(0, own.find("này")), names_part)) continue;
    const auto tail = static_cast<std::size_t>(said.data() - flow.text.data()) + said.size();
    re2::StringPiece sentence_text;
    RE2::PartialMatch(piece(std::string_view(flow.text).substr(tail)), sentence, &sentence_text);
    found.push_back({static_cast<std::size_t>(said.data() - flow.text.data()), tail, tail + std::min(sentence_text.size(), kMostSentence)});
  }
  return found;
}

/// A date that is reckoned from the day of issue; as sure as that is.
Field reckoned(const FieldInput& in, int count, const std::string& unit, double confidence) {
  const Field& issued = in.field(FieldId::issued_date);
  Field field;
  if (count == 0 && issued.value().size() < 10) {  // the day of signing was written by hand and not read
    field.values = issued.values;
    field.confidence = kUnsure;
    field.extra = {{"precision", issued.value().size() == 7 ? "month" : "year"}, {"computed", "issued_date"}};
    return field;
  }
  const std::string value = later(issued.value(), count, unit);
  if (value.empty()) return field;
  field.values = {value};
  field.confidence = issued.status == Status::accepted ? std::min(confidence, issued.confidence) : kUnsure;
  field.extra = {{"precision", "day"}, {"computed", count == 0 ? "issued_date" : fmt::format("issued_date + {} {}", count, unit)}};
  return field;
}

void add(Field& field, Field other) {
  if (field.values.empty()) {
    field = std::move(other);
  } else if (other.value() != field.value()) {
    field.candidates.push_back({other.value(), other.raw, other.confidence, other.evidence});
    field.confidence = std::min(field.confidence, kUnsure);
  }
}

/// When the tail of a sentence begins to hold: "kể từ ngày ký", "từ ngày 01/7/2025", "sau 45 ngày kể từ ngày ký ban hành".
Field start_in(const FieldInput& in, const Flow& flow, const Effect& effect) {
  static const RE2 signed_day(R"((?i)^[\s,]*(?:kể\s+)?từ\s+ngày\s+(?:được\s+)?(?:ký|ban\s+hành|cấp)(?:[^\pL]|$))");
  static const RE2 delayed(R"((?i)^[\s,]*sau\s+(\d{1,3})\s*(?:\([^)]{1,40}\)\s*)?ngày\s*,?\s*(?:kể\s+|tính\s+)?từ\s+ngày\s+(?:được\s+)?(?:ký|ban\s+hành)(?:[^\pL]|$))");
  static const RE2 dated(R"((?i)^[\s,]*(?:kể\s+từ|từ|vào|kể)\s+)");
  const std::string_view tail = flow.slice(effect.tail, effect.end);
  const double confidence = flow.confidence(effect.begin, effect.tail);
  int days = 0;
  Field field;
  if (matches(tail, signed_day)) {
    field = reckoned(in, 0, "ngày", confidence);
  } else if (RE2::PartialMatch(piece(tail), delayed, &days)) {
    field = reckoned(in, days, "ngày", confidence);
  } else if (re2::StringPiece rest = piece(tail); RE2::Consume(&rest, dated)) {
    const auto dates = find_dates(std::string_view(rest.data(), rest.size()));
    if (dates.empty() || dates[0].begin > 3 || dates[0].precision() != "day") return field;
    const std::size_t at = effect.end - rest.size();
    field.values = {dates[0].iso()};
    field.confidence = dates[0].repairs.empty() ? flow.confidence(at + dates[0].begin, at + dates[0].end) : kUnsure;
    field.extra["precision"] = "day";
    tell_repairs(field, dates[0].repairs);
    // Acts take effect on the day they are signed or later; what is earlier may be misread.
    if (const std::string& issued = in.field(FieldId::issued_date).value(); !issued.empty() && field.value() < issued) field.confidence = std::min(field.confidence, kUnsure);
  }
  field.raw = squeezed(flow.letters(effect.begin, effect.end));
  field.evidence = flow.evidence(effect.begin, effect.end, "body.effect");
  return field;
}

/// "… đến hết ngày 31/12/2027".
Field end_in(const Flow& flow, std::size_t begin, std::size_t end) {
  static const RE2 until(R"((?i)(?:đến|tới)\s+(?:hết\s+)?)");
  Field field;
  re2::StringPiece rest = piece(flow.slice(begin, end));
  while (RE2::FindAndConsume(&rest, until)) {
    const auto dates = find_dates(std::string_view(rest.data(), rest.size()));
    if (dates.empty() || dates[0].begin > 3 || dates[0].precision() != "day") continue;
    const std::size_t at = end - rest.size();
    field.values = {dates[0].iso()};
    field.raw = squeezed(flow.letters(begin, end));
    field.confidence = dates[0].repairs.empty() ? flow.confidence(at + dates[0].begin, at + dates[0].end) : kUnsure;
    field.extra["precision"] = "day";
    field.evidence = flow.evidence(at + dates[0].begin, at + dates[0].end, "body.effect_end");
    return field;
  }
  return field;
}

/// "05 (năm) năm", "12 tháng": a count and its unit; 0 when the text does not say one.
struct Term {
  int count = 0;
  std::string unit;
  std::size_t begin = 0, end = 0;
};
Term term_in(std::string_view text) {
  static const RE2 pattern(R"((?i)(?:^|[\s:])((\d{1,3})\s*(?:\([^)]{1,40}\)\s*)?(năm|tháng|ngày))(?:[^\pL\pN/]|$))");
  static const RE2 before(R"((?i)(?:ngày|tháng|năm)\s*$)");
  re2::StringPiece rest = piece(text), whole;
  Term term;
  while (RE2::FindAndConsume(&rest, pattern, &whole, &term.count, &term.unit)) {
    term.begin = static_cast<std::size_t>(whole.data() - text.data());
    term.end = term.begin + whole.size();
    term.unit = text::lower(term.unit);
    // "ngày 05 tháng 3 năm 2025" is a date.
    if (term.count > 0 && !matches(text.substr(0, term.begin), before)) return term;
  }
  return {};
}

bool is_endless(std::string_view text) {
  static const RE2 endless(R"((?i)(?:không|vô)\s+(?:xác\s+định\s+)?thời\s+hạn|không\s+(?:có\s+)?(?:kỳ|thời)\s+hạn)");
  return matches(text, endless);
}

}  // namespace

/// "Quyết định này có hiệu lực kể từ ngày ký": what the body says of the document itself. Reckoned dates say so ("computed").
Field find_effective_date(const FieldInput& in) {
  const Flow flow = body_of(in);
  Field field;
  for (const Effect& effect : effects_in(flow))
    if (Field start = start_in(in, flow, effect); !start.values.empty()) add(field, std::move(start));
  return field;
}

/// How long a licence or certificate holds: "5 năm", "12 tháng", "không thời hạn".
Field find_validity_term(const FieldInput& in) {
  Field field;
  for (const LabelledValue& value : labelled_values(in, FieldId::validity_term)) {
    Field said;
    if (const Term term = term_in(value.text); term.count > 0) said.values = {fmt::format("{} {}", term.count, term.unit)};
    else if (is_endless(value.text)) said.values = {"không thời hạn"};
    else continue;
    said.raw = value.text;
    said.confidence = value.confidence;
    said.handwritten = value.handwritten;
    said.evidence = value.evidence("case.label");
    add(field, std::move(said));
  }
  const CaseTitle title = case_title(in);
  if (!field.values.empty() || !title.paper || title.paper->kind != "result") return field;
  const Flow flow = body_of(in);
  for (const Effect& effect : effects_in(flow)) {
    const std::string_view tail = flow.slice(effect.tail, effect.end);
    Field said;
    if (const Term term = term_in(tail); term.count > 0) {
      said.values = {fmt::format("{} {}", term.count, term.unit)};
      said.confidence = flow.confidence(effect.tail + term.begin, effect.tail + term.end);
    } else if (is_endless(tail)) {
      said.values = {"không thời hạn"};
      said.confidence = flow.confidence(effect.begin, effect.end);
    } else {
      continue;
    }
    said.raw = squeezed(flow.letters(effect.begin, effect.end));
    said.evidence = flow.evidence(effect.begin, effect.end, "body.validity");
    add(field, std::move(said));
  }
  return field;
}

/// The last day of effect: printed ("có giá trị đến ngày …"), or the term reckoned from the day of issue.
Field find_expiry_date(const FieldInput& in) {
  const Flow flow = body_of(in);
  Field field;
  for (const Effect& effect : effects_in(flow))
    if (Field end = end_in(flow, effect.tail, effect.end); !end.values.empty()) add(field, std::move(end));
  for (const LabelledValue& value : labelled_values(in, FieldId::validity_term)) {
    const auto dates = find_dates(value.text);
    if (dates.empty() || dates.back().precision() != "day") continue;
    Field end;
    end.values = {dates.back().iso()};
    end.raw = value.text;
    end.confidence = dates.back().repairs.empty() ? value.confidence : kUnsure;
    end.handwritten = value.handwritten;
    end.extra["precision"] = "day";
    tell_repairs(end, dates.back().repairs);
    end.evidence = value.evidence("case.label");
    add(field, std::move(end));
  }
  static const RE2 from_issue(R"((?i)(?:kể\s+|tính\s+)?từ\s+ngày\s+(?:được\s+)?(?:ký|cấp|ban\s+hành)(?:[^\pL]|$))");
  const Field& term = in.field(FieldId::validity_term);
  if (!field.values.empty() || term.status != Status::accepted || !matches(term.raw, from_issue)) return field;
  if (const Term length = term_in(term.value()); length.count > 0) {
    field = reckoned(in, length.count, length.unit, term.confidence);
    field.raw = term.raw;
    field.evidence = term.evidence;
  }
  return field;
}

}  // namespace sohoa
