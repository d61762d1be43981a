#pragma once
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

#include "core/names.hh"
#include "core/record_json.hh"

/// How the small values of records are written and read; for the files that write records. Reading throws on another shape.
namespace sohoa::json_values {

/// Confidences are written with four digits: more is noise and makes records hard to compare.
inline double rounded(double x) { return std::round(x * 10000.0) / 10000.0; }

inline Json box_json(const std::optional<Box>& box) {
  if (!box) return nullptr;
  return Json::array({box->x0, box->y0, box->x1, box->y1});
}

inline std::optional<Box> box_from(const Json& j) {
  if (j.is_null()) return std::nullopt;
  return Box{j.at(0), j.at(1), j.at(2), j.at(3)};
}

/// "" is written as null where the record says "null = not known".
inline Json text_or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }
inline std::string text_from(const Json& j, const char* key) {
  const auto found = j.find(key);
  return found == j.end() || found->is_null() ? std::string() : found->get<std::string>();
}

template <class Enum>
Enum enum_from(const Json& j, const char* key) {
  const auto text = j.at(key).get<std::string>();
  const auto value = from_name<Enum>(text);
  if (!value) throw std::invalid_argument("unknown " + std::string(key) + " \"" + text + "\"");
  return *value;
}

/// The list of that name; empty where a record of an older version has none.
inline const Json& list_of(const Json& j, const char* key) {
  static const Json none = Json::array();
  const auto found = j.find(key);
  return found == j.end() ? none : *found;
}

Issue issue_from(const Json&);
Table table_from(const Json&);
Signature signature_from(const Json&);

}  // namespace sohoa::json_values
