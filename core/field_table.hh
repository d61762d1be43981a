#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace sohoa {

enum class FieldId {
  number, issued_date, type, issuer, place, subject, signer, signer_title, recipients,
  urgency, secrecy, incoming_number, incoming_date, parent_number, parent_date,
  effective_date, expiry_date, case_code,
  procedure_code, applicant, applicant_id, received_date, due_date, result_kind, validity_term, language,
};

enum class FieldType { text, date, list, number };

/// Everything the program knows about one metadata field. Extraction, index, query language, exports and reports are
/// derived from these rows; adding a field starts here (docs/how-to-add-a-field.md).
struct FieldSpec {
  FieldId id;
  std::string_view name;       // in records and JSON
  std::string_view label_vi;
  std::string_view label_en;
  FieldType type;
  std::string_view query;      // short names in the query language, '|' between, Vietnamese first, English last; name and labels are understood too
  std::string_view prefix;     // Xapian term prefix of its words, "" = not indexed apart
  int slot;                    // Xapian value slot, -1 = none
  std::string_view archive;    // element of EAD_doc.xml, Thông tư 05/2025/TT-BNV; "" = none
};

inline constexpr std::array kFields{
    FieldSpec{FieldId::number, "number", "Số, ký hiệu", "Number", FieldType::number, "số|số hiệu|ký hiệu|number", "XNUM", 0, "codeNumber"},
    FieldSpec{FieldId::issued_date, "issued_date", "Ngày ban hành", "Issued", FieldType::date, "ngày|ngày ký|date", "", 1, "issuedDate"},
    FieldSpec{FieldId::type, "type", "Loại văn bản", "Type", FieldType::text, "loại|type", "XTYPE", 2, "typeName"},
    FieldSpec{FieldId::issuer, "issuer", "Cơ quan ban hành", "Issuer", FieldType::text, "cơ quan|issuer", "XISS", 3, "organName"},
    FieldSpec{FieldId::place, "place", "Địa danh", "Place", FieldType::text, "địa danh|place", "XPLACE", -1, ""},
    FieldSpec{FieldId::subject, "subject", "Trích yếu", "Subject", FieldType::text, "trích yếu|về việc|subject", "S", -1, "subject"},
    FieldSpec{FieldId::signer, "signer", "Người ký", "Signer", FieldType::text, "người ký|signer", "XSIGN", -1, ""},
    FieldSpec{FieldId::signer_title, "signer_title", "Chức vụ người ký", "Signer's title", FieldType::text, "chức vụ|title", "", -1, ""},
    FieldSpec{FieldId::recipients, "recipients", "Nơi nhận", "Recipients", FieldType::list, "nơi nhận|recipient", "XRCP", -1, ""},
    FieldSpec{FieldId::urgency, "urgency", "Độ khẩn", "Urgency", FieldType::text, "khẩn|urgency", "", -1, ""},
    FieldSpec{FieldId::secrecy, "secrecy", "Độ mật", "Secrecy", FieldType::text, "mật|secrecy", "", -1, "mode"},
    FieldSpec{FieldId::incoming_number, "incoming_number", "Số đến", "Incoming number", FieldType::text, "số đến|incoming", "", -1, ""},
    FieldSpec{FieldId::incoming_date, "incoming_date", "Ngày đến", "Incoming date", FieldType::date, "ngày đến|arrived", "", -1, ""},
    FieldSpec{FieldId::parent_number, "parent_number", "Số văn bản chính", "Parent number", FieldType::number, "kèm theo|parent", "", -1, ""},
    FieldSpec{FieldId::parent_date, "parent_date", "Ngày văn bản chính", "Parent date", FieldType::date, "ngày kèm theo|parent date", "", -1, ""},
    FieldSpec{FieldId::effective_date, "effective_date", "Ngày có hiệu lực", "Effective", FieldType::date, "hiệu lực|effective", "", -1, ""},
    FieldSpec{FieldId::expiry_date, "expiry_date", "Ngày hết hiệu lực", "Expires", FieldType::date, "hết hiệu lực|expires", "", -1, ""},
    FieldSpec{FieldId::case_code, "case_code", "Mã hồ sơ", "Case code", FieldType::text, "mã hồ sơ|case", "XCASE", -1, ""},
    FieldSpec{FieldId::procedure_code, "procedure_code", "Mã thủ tục hành chính", "Procedure code", FieldType::text, "mã thủ tục|procedure", "XPROC", -1, ""},
    FieldSpec{FieldId::applicant, "applicant", "Tổ chức, cá nhân", "Applicant", FieldType::text, "người nộp|applicant", "XAPP", -1, ""},
    FieldSpec{FieldId::applicant_id, "applicant_id", "Số định danh", "Applicant's id", FieldType::text, "định danh|applicant id", "XAPPID", -1, ""},
    FieldSpec{FieldId::received_date, "received_date", "Ngày tiếp nhận", "Received", FieldType::date, "tiếp nhận|received", "", -1, ""},
    FieldSpec{FieldId::due_date, "due_date", "Ngày hẹn trả", "Result due", FieldType::date, "hẹn trả|due", "", -1, ""},
    FieldSpec{FieldId::result_kind, "result_kind", "Loại kết quả", "Kind of result", FieldType::text, "kết quả|result", "", -1, ""},
    FieldSpec{FieldId::validity_term, "validity_term", "Thời hạn hiệu lực", "Term of validity", FieldType::text, "thời hạn hiệu lực|validity", "", -1, ""},
    FieldSpec{FieldId::language, "language", "Ngôn ngữ", "Language", FieldType::text, "ngôn ngữ|language", "", -1, "language"},
};

inline constexpr const FieldSpec& spec_of(FieldId id) { return kFields[static_cast<std::size_t>(id)]; }

inline constexpr std::optional<FieldId> field_named(std::string_view name) {
  for (const FieldSpec& spec : kFields)
    if (spec.name == name) return spec.id;
  return std::nullopt;
}

namespace detail {
constexpr bool field_rows_in_order() {
  for (std::size_t i = 0; i < kFields.size(); ++i)
    if (static_cast<std::size_t>(kFields[i].id) != i) return false;
  return true;
}
constexpr bool field_slots_unique() {
  for (std::size_t i = 0; i < kFields.size(); ++i)
    for (std::size_t j = i + 1; j < kFields.size(); ++j)
      if (kFields[i].slot >= 0 && kFields[i].slot == kFields[j].slot) return false;
  return true;
}
}  // namespace detail
static_assert(detail::field_rows_in_order() && detail::field_slots_unique());

}  // namespace sohoa
