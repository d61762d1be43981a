#pragma once
#include <string>

#include "core/document.hh"

namespace sohoa {

/// An ISO day so many "ngày", "tháng" or "năm" later; a day that the month lacks becomes its last (Điều 146–148 Bộ luật Dân sự).
/// Empty when `day` is not a whole date.
std::string later(const std::string& day, int count, const std::string& unit);

/// Dates that were reckoned ("computed") from the day of issue or a term follow what a person said of these, and are as sure as they
/// were. One that cannot be reckoned any more is dropped; what a person said of the date itself stays.
void reckon_anew(Document&);

}  // namespace sohoa
