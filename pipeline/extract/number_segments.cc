#include "pipeline/extract/number_segments.hh"

#include <algorithm>

#include "pipeline/extract/code_points.hh"
#include "pipeline/extract/number_codes.hh"

namespace sohoa {
namespace {

using namespace code_points;
using namespace number_codes;

bool is_assembly(std::string_view code) {
  const std::string_view digits = code.starts_with("UBTVQH") ? code.substr(6)
                                  : code.starts_with("QH")   ? code.substr(2)
                                                             : "x";
  return digits.size() <= 2 &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "02/2017/TTVPCP": the hyphen between type and agency is lost.
void split_glued(std::vector<NumberSegment>& segments, DocumentNumber& number) {
  const std::string code = segments[0].code;
  if (in(kTypes, code)) return;
  for (std::string_view type : {"TTLT", "TTr", "QĐ", "NĐ", "NQ", "TT", "CT", "KH"}) {
    if (!code.starts_with(type) || !in(kAgencies, std::string_view(code).substr(type.size())))
      continue;
    if (type == "TT" && number.year.empty()) continue;  // TTCP is an agency
    segments = {{std::string(type), '/'}, {code.substr(type.size()), '-'}};
    number.repairs.push_back("hyphen");
    return;
  }
}

/// "QHII" for QH11 and the like.
void mend_term(std::string& code, DocumentNumber& number) {
  if (code.starts_with("ƯB")) {  // Ư of ƯBND, ƯBTVQH
    code.replace(0, std::string_view("Ư").size(), "U");
    number.repairs.push_back("letter");
  }
  if (code.starts_with("QHI1") && code.size() == 5)
    code.erase(2, 1), number.repairs.push_back("digit");
  const std::size_t at = code.starts_with("UBTVQH") ? 6 : code.starts_with("QH") ? 2 : 0;
  if (at == 0 || code.size() != at + 2) return;
  std::string term = code.substr(at);
  for (char& c : term) c = digit_for(static_cast<unsigned char>(c));
  if (term == code.substr(at) || !is_digit(static_cast<unsigned char>(term[0])) ||
      !is_digit(static_cast<unsigned char>(term[1])))
    return;
  code = code.substr(0, at) + term;
  number.repairs.push_back("digit");
}

/// A kind of document that there is not is the only one that looks like it: "TIr" is TTr.
void mend_type(std::string& code, DocumentNumber& number) {
  if (in(kTypes, code)) return;
  const std::string_view* found = nullptr;
  for (const std::string_view& type : kTypes)
    if (type.size() == code.size() && looks_of(type) == looks_of(code)) {
      if (found) return;
      found = &type;
    }
  if (!found) return;
  code = *found;
  number.repairs.push_back("letter");
}

/// A misread TTg, and the mark of a footnote glued to the agency ("16/KH-UBND1").
void mend_agency_code(std::string& agency, std::string_view type, DocumentNumber& number) {
  if (in(kMisreadTTg, agency) && (type == "QĐ" || type == "CT" || type == "CĐ")) {
    agency = "TTg";
    number.repairs.push_back("letter");
  }
  std::string_view base = agency;
  while (!base.empty() && base.back() >= '0' && base.back() <= '9') base.remove_suffix(1);
  if (base.size() < agency.size() && in(kAgencies, base)) {
    agency = std::string(base);
    number.repairs.push_back("footnote");
  }
}

}  // namespace

void read_segments(std::vector<NumberSegment>& segments, DocumentNumber& number) {
  if (segments.size() == 1) split_glued(segments, number);
  NumberSegment& first = segments[0];
  for (const auto& [misread, meant] : kMisreadTypes)
    if (first.code == misread && segments.size() > 1)
      first.code = meant, number.repairs.push_back("letter");
  if (segments.size() > 1) mend_type(first.code, number);
  for (NumberSegment& segment : segments) mend_term(segment.code, number);
  if (segments.size() > 1) mend_agency_code(segments[1].code, first.code, number);
  // The number of the Assembly's term is lost.
  if (std::any_of(segments.begin(), segments.end(),
                  [](const NumberSegment& s) { return s.code == "UBTVQH" || s.code == "QH"; }))
    number.complete = false;

  const auto joined = [&](std::size_t from) {
    std::string all;
    for (std::size_t i = from; i < segments.size(); ++i) {
      if (i > from) all += static_cast<char>(segments[i].separator);
      all += segments[i].code;
    }
    return all;
  };
  if (is_assembly(first.code) && !number.year.empty()) {
    number.kind = NumberClass::qh;
    number.agency = joined(0);
    return;
  }
  const bool typed = in(kTypes, first.code);
  if (segments.size() > 1 && segments[1].separator == '/') {
    number.kind = NumberClass::free;
    if (typed) number.type_code = first.code;
    number.agency = joined(1);
    return;
  }
  if (typed) {
    number.type_code = first.code;
    number.complete &= segments.size() > 1;
    const bool copy =
        first.code == "SY" || first.code == "TrS" || (first.code == "SL" && number.year.empty());
    number.kind = !number.year.empty() ? NumberClass::vbqppl
                  : copy               ? NumberClass::copy
                                       : NumberClass::admin;
    if (segments.size() > 1) {
      number.agency = number.kind == NumberClass::vbqppl ? joined(1) : segments[1].code;
      if (number.kind != NumberClass::vbqppl && segments.size() > 2) number.unit = joined(2);
      if (is_assembly(segments[1].code)) number.kind = NumberClass::qh;
    }
    return;
  }
  if (!number.year.empty()) {
    number.kind = NumberClass::free;
    number.agency = joined(0);
    return;
  }
  number.kind = NumberClass::congvan;
  const std::size_t unit = segments.size() > 1 && segments[1].separator == '.' ? 2 : 1;
  number.agency = first.code + (unit == 2 ? "." + segments[1].code : "");
  number.unit = joined(unit);
}

}  // namespace sohoa
