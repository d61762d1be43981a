#include "pipeline/extract/typed_value.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/flow.hh"

namespace sohoa {
namespace {

tl::unexpected<Error> not_understood(const std::string& typed, const char* hint) {
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("\"{}\" is not understood")), typed), hint);
}

Result<TypedValue> typed_number(const std::string& typed) {
  std::string bare = typed;
  RE2::Replace(&bare, R"((?i)^số\s*:?\s*)", "");
  const std::string said = "số " + bare;
  const auto numbers = find_document_numbers(said);
  if (numbers.size() != 1 || !numbers[0].complete || numbers[0].digits.empty() || numbers[0].end != said.size() ||
      numbers[0].begin + bare.size() < said.size())
    return not_understood(typed, tr("A number is written like 15/QĐ-UBND, 12/2025/NĐ-CP, 134/UBND-VX or 57-NQ/TW."));
  return TypedValue{{numbers[0].value}, {}};
}

Result<TypedValue> typed_date(const std::string& typed) {
  static const RE2 whole_year(R"((?:năm\s+)?((?:19|20)\d{2}))"), year_and_month(R"(((?:19|20)\d{2})-(\d{2}))"),
      month_and_year(R"((\d{1,2})/((?:19|20)\d{2}))");
  std::string year;
  int month = 0;
  if (RE2::FullMatch(typed, whole_year, &year)) return TypedValue{{year}, {}};
  if ((RE2::FullMatch(typed, year_and_month, &year, &month) || RE2::FullMatch(typed, month_and_year, &month, &year)) && month >= 1 && month <= 12)
    return TypedValue{{fmt::format("{}-{:02}", year, month)}, {}};
  const auto dates = find_dates(typed);
  if (dates.size() != 1 || dates[0].begin != 0 || dates[0].end != typed.size() || dates[0].iso().empty() || dates[0].blank_day)
    return not_understood(typed, tr("A date is written like 5/3/2025, 2025-03-05, 3/2025 or 2025, the day before the month."));
  return TypedValue{{dates[0].iso()}, {}};
}

Result<TypedValue> typed_type(const std::string& typed, const Knowledge& knowledge) {
  const DocumentType* type = knowledge.type_named(typed);
  if (!type) type = knowledge.type_of_code(typed);
  if (!type) return not_understood(typed, tr("A type is a name or code of data/document_types.csv, such as Quyết định or QĐ."));
  TypedValue value{{type->name}, {}};
  if (!type->code.empty()) value.extra["code"] = type->code;
  return value;
}

TypedValue typed_list(const std::string& typed) {
  TypedValue value;
  std::size_t begin = 0;
  while (begin <= typed.size()) {
    const std::size_t end = std::min(typed.find(';', begin), typed.size());
    if (std::string item = squeezed(typed.substr(begin, end - begin)); !item.empty()) value.values.push_back(std::move(item));
    begin = end + 1;
  }
  return value;
}

}  // namespace

Result<TypedValue> typed_value(FieldId field, const std::string& given, const Knowledge& knowledge) {
  const std::string typed = squeezed(text::normalize(given));
  if (text::words(typed).empty()) return not_understood(given, tr("Give a value with letters or digits."));
  switch (spec_of(field).type) {
    case FieldType::number: return typed_number(typed);
    case FieldType::date: return typed_date(typed);
    case FieldType::list: return typed_list(typed);
    case FieldType::text: break;
  }
  return field == FieldId::type ? typed_type(typed, knowledge) : TypedValue{{typed}, {}};
}

bool acceptable(FieldId id, const Field& field, const Knowledge& knowledge) {
  if (field.values.empty()) return false;
  const FieldType type = spec_of(id).type;
  if (type != FieldType::number && type != FieldType::date) return true;
  return std::ranges::all_of(field.values, [&](const std::string& value) { return typed_value(id, value, knowledge).has_value(); });
}

}  // namespace sohoa
