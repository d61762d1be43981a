#include <re2/re2.h>

#include <algorithm>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "pipeline/extract/barcode_text.hh"
#include "pipeline/extract/case_paper.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr double kDecoded = 0.97;

bool begins_upper(std::string_view word) { return text::lower(word) != word; }

bool is_organization(const std::string& name, const Knowledge& known) {
  const std::string key = text::canonical(name);
  return std::any_of(known.organization_kinds.begin(), known.organization_kinds.end(),
                     [&](const std::string& kind) { return key.starts_with(text::canonical(kind) + " "); });
}

/// Two to six words with capitals, the first a surname.
bool is_person(const std::string& name, const Knowledge& known) {
  const auto words = text::words(name);
  return words.size() >= 2 && words.size() <= 6 && known.surnames.contains(text::canonical(words[0])) &&
         std::all_of(words.begin(), words.end(), [](std::string_view word) { return begins_upper(word) && !text::has_digit(std::string(word)); });
}

/// The name without "Ông/Bà", what is behind it, and dot leaders.
std::string name_in(std::string text, const Knowledge& known) {
  static const RE2 honorific(R"((?i)^\s*(?:\(?(?:ông|bà|ông\s*/\s*bà|ông\s*\(bà\)|ông,\s*bà|tổ chức|cá nhân)\)?\s*[:,.]?\s+)+)");
  static const RE2 remarks(R"(^\s*\([^)]*\)\s*:?)"), leaders(R"([.…_]{2,}.*$)"), rest(R"([;(].*$)"), more(R"(,.*$)");
  RE2::Replace(&text, remarks, "");
  RE2::Replace(&text, honorific, "");
  RE2::Replace(&text, leaders, "");
  RE2::Replace(&text, rest, "");
  if (!is_organization(text, known)) RE2::Replace(&text, more, "");
  text = trimmed_signs(text);
  const bool capitals = text::upper(text) == text;
  return capitals && is_person(text, known) ? title_case(text) : text;
}

}  // namespace

/// Who asked: the name behind the most telling label. What is not shaped like a person's or organization's name is for review.
Field find_applicant(const FieldInput& in) {
  Field field;
  std::size_t rank = 0;
  for (const LabelledValue& value : labelled_values(in, FieldId::applicant)) {
    std::string name = name_in(value.text, in.known);
    if (name.empty()) continue;
    const bool shaped = is_person(name, in.known) || is_organization(name, in.known);
    const double confidence = shaped ? value.confidence : std::min(value.confidence, 0.6);
    if (field.values.empty()) {
      rank = value.rank;
      field.values = {std::move(name)};
      field.raw = value.text;
      field.confidence = confidence;
      field.handwritten = value.handwritten;
      field.evidence = value.evidence("case.label");
    } else if (text::canonical(name) != text::canonical(field.value())) {
      if (value.rank == rank) field.confidence = std::min(field.confidence, 0.5);
      field.candidates.push_back({std::move(name), value.text, confidence, value.evidence("case.label")});
    }
  }
  if (!case_title(in).paper) return field;
  for (const BarcodeFacts& facts : facts_of_barcodes(in.pages)) {
    if (facts.person.empty()) continue;
    if (text::canonical(field.value()) == text::canonical(facts.person)) {
      field.confidence = kDecoded;
      field.handwritten = false;
    } else {
      field.candidates.push_back({facts.person, facts.raw, kDecoded, {facts.page, facts.box, "barcode.citizen"}});
    }
  }
  return field;
}

}  // namespace sohoa
