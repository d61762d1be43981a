#include <re2/re2.h>

#include <algorithm>

#include "core/text/digits.hh"
#include "pipeline/extract/barcode_text.hh"
#include "pipeline/extract/case_paper.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr double kDecoded = 0.97;  // a code that can be read at all is read right

/// Takes the first value; others that differ are candidates, and then a person must choose when the labels tell alike.
void take(Field& field, const LabelledValue& from, std::string value, const std::string& rule) {
  if (field.values.empty()) {
    field.values = {std::move(value)};
    field.raw = from.text;
    field.confidence = from.confidence;
    field.handwritten = from.handwritten;
    field.evidence = from.evidence(rule);
  } else if (value != field.value()) {
    field.candidates.push_back({std::move(value), from.text, from.confidence, from.evidence(rule)});
    field.confidence = std::min(field.confidence, 0.5);
  }
}

/// Without the blanks and points between two digits.
std::string without_gaps(const std::string& text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] != ' ' && text[i] != '.') || i == 0 || !digit(i - 1) || !digit(i + 1)) joined += text[i];
  return joined;
}

Field labelled_date(const FieldInput& in, FieldId id, const std::string& rule) {
  Field field;
  for (LabelledValue& value : labelled_values(in, id)) {
    auto dates = find_dates(value.text);
    if (dates.empty() || dates[0].precision() != "day") {
      value = with_next_line(in, std::move(value));
      dates = find_dates(value.text);
    }
    if (dates.empty() || dates[0].precision() != "day") continue;
    take(field, value, dates[0].iso(), rule);
    if (!dates[0].repairs.empty()) field.confidence = std::min(field.confidence, 0.5);
  }
  if (!field.values.empty()) field.extra["precision"] = "day";
  return field;
}

}  // namespace

/// "Mã hồ sơ: 000.00.00.H37-250515-0001", or the same in a code on the page, which the engine cannot misread.
Field find_case_code(const FieldInput& in) {
  Field field;
  for (const LabelledValue& value : labelled_values(in, FieldId::case_code))
    if (CaseCode code = case_code_in(value.text); !code.value.empty()) take(field, value, code.value, "case.label");
  for (const BarcodeFacts& facts : facts_of_barcodes(in.pages)) {
    if (facts.case_code.empty()) continue;
    const Evidence evidence{facts.page, facts.box, "barcode.case_code"};
    if (field.values.empty() || field.value() == facts.case_code) {
      if (field.values.empty()) field.raw = facts.raw, field.evidence = evidence;
      field.values = {facts.case_code};
      field.handwritten = false;
      field.confidence = kDecoded;
    } else {
      field.candidates.push_back({facts.case_code, facts.raw, kDecoded, evidence});
      field.confidence = std::min(field.confidence, 0.5);
    }
  }
  return field;
}

/// "Mã thủ tục: 1.004227", also with the code of who publishes it.
Field find_procedure_code(const FieldInput& in) {
  static const RE2 pattern(R"((?:^|\s)(\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?)(?:[^\pL\pN]|$))");
  Field field;
  for (const LabelledValue& value : labelled_values(in, FieldId::procedure_code))
    if (std::string code; RE2::PartialMatch(value.text, pattern, &code)) take(field, value, code, "case.label");
  return field;
}

/// The applicant's number as a citizen (12 digits, 9 before 2016) or as an enterprise (10 digits, with "-001" for a branch). Of several
/// the most telling label's: on many forms a representative's number stands beside the enterprise's.
Field find_applicant_id(const FieldInput& in) {
  static const RE2 pattern(R"((?:^|[^\pL\pN.])(\d{12}|\d{9,10}(?:-\d{3})?)(?:[^\pL\pN]|$))");
  Field field;
  std::size_t rank = 0;
  for (const LabelledValue& value : labelled_values(in, FieldId::applicant_id)) {
    // "0123 4567 8901" is one number; where its parts would do as well, a person must choose.
    std::string printed, id;
    const bool whole = RE2::PartialMatch(value.text, pattern, &printed);
    const bool mended = RE2::PartialMatch(without_gaps(value.text), pattern, &id);
    if (!whole && !mended) continue;
    if (!mended) id = printed;
    if (!field.values.empty() && value.rank != rank) {
      if (id != field.value()) field.candidates.push_back({id, value.text, value.confidence, value.evidence("case.label")});
      continue;
    }
    rank = value.rank;
    take(field, value, id, "case.label");
    if (whole && printed != id) take(field, value, printed, "case.label");
  }
  for (const BarcodeFacts& facts : facts_of_barcodes(in.pages)) {
    if (facts.person_id.empty() || !case_title(in).paper) continue;
    const Evidence evidence{facts.page, facts.box, "barcode.citizen"};
    if (field.value() == facts.person_id) {
      field.confidence = kDecoded;
      field.handwritten = false;
    } else {
      field.candidates.push_back({facts.person_id, facts.raw, kDecoded, evidence});
    }
  }
  return field;
}

Field find_received_date(const FieldInput& in) { return labelled_date(in, FieldId::received_date, "case.label"); }

/// When the result is to be fetched; never before the papers were taken in.
Field find_due_date(const FieldInput& in) {
  Field field = labelled_date(in, FieldId::due_date, "case.label");
  if (!field.values.empty() && field.value() < in.field(FieldId::received_date).value()) field.confidence = std::min(field.confidence, 0.5);
  return field;
}

/// What was given: the title of a licence or certificate, or what the receipt says will be given.
Field find_result_kind(const FieldInput& in) {
  Field field;
  for (const LabelledValue& value : labelled_values(in, FieldId::result_kind))
    if (!value.text.empty()) take(field, value, value.text, "case.label");
  const CaseTitle title = case_title(in);
  if (!field.values.empty() || !title.paper || title.paper->kind != "result") return field;
  field.raw = joined_text(title.lines);
  field.values = {sentence_case(trimmed_signs(field.raw))};
  field.confidence = 1.0;
  for (const Line* line : title.lines) field.confidence = std::min(field.confidence, least_confidence(line->words));
  field.evidence = evidence_of(title.lines, "case.title");
  return field;
}

}  // namespace sohoa
