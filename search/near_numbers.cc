#include "search/near_numbers.hh"

#include <algorithm>
#include <array>
#include <set>

#include "core/field_table.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

constexpr double kConfused = 0.4, kOtherLetter = 0.8, kOtherDigit = 1.0, kMissing = 0.9;
constexpr Xapian::doccount kMostLooked = 500;
constexpr std::size_t kMostNear = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What recognition and hands take for each other in numbers; letters without marks.
bool confused(char a, char b) {
  constexpr std::array<std::string_view, 22> kAlike{"0oqdc", "06", "08", "09", "1lijt7", "14", "2z", "27", "38", "35", "5s",
                                                    "56", "6b", "689", "8b", "49", "4a", "9gq", "ceg", "hnkb", "nmruvy", "pbr"};
  return std::ranges::any_of(kAlike, [&](std::string_view s) { return s.find(a) != s.npos && s.find(b) != s.npos; });
}

double replacing(char a, char b) {
  if (a == b) return 0.0;
  if (confused(a, b)) return kConfused;
  return is_digit(a) && is_digit(b) ? kOtherDigit : kOtherLetter;
}

std::string without_strokes(std::string_view key) {
  std::string out(key);
  std::erase_if(out, [](char c) { return c == '/' || c == '-'; });
  return out;
}

/// The key back from the value that numbers sort by.
std::string key_of_order(std::string_view order) {
  std::size_t zeros = std::min(order.find_first_not_of('0'), order.size());
  if (zeros == order.size() || !is_digit(order[zeros])) zeros -= zeros > 0 ? 1 : 0;
  return std::string(order.substr(zeros));
}

/// Numbers that go on where this one ends within its letters: "1040/QĐ-UB".
std::vector<std::string> numbers_going_on(const Xapian::Database& index, std::string_view number) {
  std::vector<std::string> out;
  const std::string term = schema::number_term(schema::kNumber, number);
  if (term.empty() || is_digit(term.back())) return out;
  for (auto i = index.allterms_begin(term); i != index.allterms_end(term) && out.size() < kMostNear; ++i)
    out.push_back((*i).substr(schema::kNumber.size() + 1));
  return out;
}

}  // namespace

double number_distance(std::string_view first, std::string_view second) {
  const std::string a = without_strokes(first), b = without_strokes(second);
  std::vector<double> row(b.size() + 1), above;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<double>(j) * kMissing;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    above = row;
    row[0] = static_cast<double>(i) * kMissing;
    for (std::size_t j = 1; j <= b.size(); ++j)
      row[j] = std::min({above[j - 1] + replacing(a[i - 1], b[j - 1]), above[j] + kMissing, row[j - 1] + kMissing});
  }
  return row.back();
}

std::vector<std::string> near_numbers(const Xapian::Database& index, std::string_view number) {
  std::vector<Xapian::Query> any;
  for (const std::string_view prefix : {schema::kNumber, schema::kMaybeNumber}) {
    const std::string shape = schema::number_shape_term(prefix, number), rest = shape.substr(prefix.size() + 1);
    any.emplace_back(std::string(prefix) + "-" + rest);  // one letter more in the index
    for (const std::string& term : schema::near_number_terms(prefix, number)) {
      any.emplace_back(term);  // another letter
      any.emplace_back(std::string(prefix) + "~" + term.substr(prefix.size() + 1));  // one letter less in the index
    }
  }
  Xapian::Enquire enquire(index);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const std::string key = number_key(number);
  std::set<std::pair<double, std::string>> best;
  const Xapian::MSet found = enquire.get_mset(0, kMostLooked);
  for (auto i = found.begin(); i != found.end(); ++i) {
    const std::string other = key_of_order(i.get_document().get_value(static_cast<Xapian::valueno>(spec_of(FieldId::number).slot)));
    if (!other.empty()) best.emplace(number_distance(key, other), other);
  }
  std::vector<std::string> out = numbers_going_on(index, number);
  for (const auto& [distance, other] : best)
    if (out.size() < kMostNear && std::ranges::find(out, other) == out.end()) out.push_back(other);
  return out;
}

}  // namespace sohoa::search
