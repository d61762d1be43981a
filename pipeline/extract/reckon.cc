#include "pipeline/extract/reckon.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <chrono>
#include <cstdlib>

namespace sohoa {
namespace {

constexpr const char* kIssue = "issued_date";  // "issued_date", or "issued_date + 5 năm"

/// From what the date is reckoned now: a corrected term says another length. Empty when nothing tells it.
std::string basis_of(const Document& document, FieldId id, const std::string& before) {
  const Field& term = document.field(FieldId::validity_term);
  const bool by_term = id == FieldId::expiry_date && term.status == Status::corrected;
  if (!by_term) return before;
  return term.values.empty() ? std::string() : fmt::format("{} + {}", kIssue, term.value());
}

/// The date by its basis; empty when the basis gives none.
std::string reckoned_date(const std::string& basis, const std::string& issued) {
  static const RE2 delayed(R"(issued_date \+ (\d{1,5}) (ngày|tháng|năm))");
  if (basis == kIssue) return issued;
  int count = 0;
  std::string unit;
  return RE2::FullMatch(basis, delayed, &count, &unit) ? later(issued, count, unit) : std::string();
}

}  // namespace

std::string later(const std::string& day, int count, const std::string& unit) {
  using namespace std::chrono;
  const auto number = [&](std::size_t at, std::size_t size) { return std::atoi(day.substr(at, size).c_str()); };
  if (day.size() != 10 || count < 0 || count > 40'000) return {};
  year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))}, std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (unit == "ngày") date = year_month_day{sys_days{date} + days{count}};
  if (unit == "tháng") date += months{count};
  if (unit == "năm") date += years{count};
  if (!date.ok()) date = year_month_day{year_month_day_last{date.year(), month_day_last{date.month()}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void reckon_anew(Document& document) {
  const Field issued = document.field(FieldId::issued_date);
  const bool said = issued.status == Status::corrected || document.field(FieldId::validity_term).status == Status::corrected;
  if (!said) return;
  for (const FieldId id : {FieldId::effective_date, FieldId::expiry_date}) {
    const auto found = document.fields.find(id);
    if (found == document.fields.end() || found->second.status == Status::corrected) continue;
    Field& field = found->second;
    const auto computed = field.extra.find("computed");
    if (computed == field.extra.end()) continue;
    const std::string basis = basis_of(document, id, computed->second);
    const std::string value = reckoned_date(basis, issued.value());
    if (value.empty()) {
      document.fields.erase(found);
      continue;
    }
    field.values = {value};
    field.extra["computed"] = basis;
    field.extra["precision"] = value.size() >= 10 ? "day" : value.size() == 7 ? "month" : "year";
    if (value.size() < 10) field.status = Status::review;
  }
}

}  // namespace sohoa
