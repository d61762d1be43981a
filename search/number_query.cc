#include "search/number_query.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"
#include "search/near_numbers.hh"

namespace sohoa::search {
namespace {

using Xapian::Query;

/// Weights of a number in one place: whole, by its shape, by its parts.
struct Weights {
  double whole, shape, parts;
};

// A number names one document: it outweighs any sum of words. The document itself stands before those that cite it.
constexpr Weights kOwn{200, 100, 60}, kMaybe{50, 40, 30}, kCites{20, 10, 10};
constexpr double kNear = 0.5;       // of the weights above, for a number one letter away
constexpr double kNearButCited = 0.05;  // somebody cites the very number: it is likely right, and its document not here

Query all_of(const std::vector<Query>& parts) { return Query(Query::OP_AND, parts.begin(), parts.end()); }
Query any_of(const std::vector<Query>& parts) { return Query(Query::OP_OR, parts.begin(), parts.end()); }
Query times(double weight, const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, weight); }

/// In any spelling of strokes and marks.
Query number_in(std::string_view prefix, std::string_view number, const Weights& weights) {
  std::vector<Query> parts;
  for (const std::string& part : number_parts(number)) parts.emplace_back(schema::field_word_term(prefix, part));
  return any_of({times(weights.whole, Query(schema::number_term(prefix, number))),
                 times(weights.shape, Query(schema::number_shape_term(prefix, number))), times(weights.parts, all_of(parts))});
}

bool whole_known(const Xapian::Database& index, std::string_view prefix, std::string_view number) {
  return index.term_exists(schema::number_term(prefix, number)) || index.term_exists(schema::number_shape_term(prefix, number));
}

/// Half a number ("1040", "1040 qd") is no wrong one.
bool is_part(const Xapian::Database& index, std::string_view prefix, std::string_view number) {
  std::vector<Query> parts;
  for (const std::string& part : number_parts(number)) parts.emplace_back(schema::field_word_term(prefix, part));
  if (parts.empty()) return false;
  Xapian::Enquire enquire(index);
  enquire.set_query(all_of(parts));
  return !enquire.get_mset(0, 1).empty();
}

/// Whether some document cites this number, or one that begins so. (Parts alone may be those of two citations.)
bool is_cited(const Xapian::Database& index, std::string_view number) {
  if (whole_known(index, schema::kCites, number)) return true;
  const std::string term = schema::number_term(schema::kCites, number);
  return std::ranges::any_of(std::array{'-', '/'}, [&](char next) { return index.allterms_begin(term + next) != index.allterms_end(term + next); });
}

/// Numbers one letter away from one that no document has; `notes` says so.
std::vector<std::string> near_if_unknown(const Xapian::Database& index, std::string_view number, std::vector<std::string>& notes) {
  for (const std::string_view prefix : {schema::kNumber, schema::kMaybeNumber})
    if (whole_known(index, prefix, number) || is_part(index, prefix, number)) return {};
  std::vector<std::string> near = near_numbers(index, number);
  std::string note = fmt::format(fmt::runtime(tr("no document of the archive has the number {}")), number);
  if (is_cited(index, number)) note += tr(", but some cite it");
  if (!near.empty()) {
    std::string list;
    for (const std::string& one : near) list += (list.empty() ? "" : ", ") + text::upper(one);
    note += fmt::format(fmt::runtime(tr("; nearly the same: {}")), list);
  }
  notes.push_back(std::move(note));
  return near;
}

}  // namespace

Query number_query(const Xapian::Database& index, std::string_view number, std::vector<std::string>& notes) {
  std::vector<Query> any{number_in(schema::kNumber, number, kOwn), number_in(schema::kMaybeNumber, number, kMaybe),
                         number_in(schema::kCites, number, kCites)};
  double weight = is_cited(index, number) ? kNearButCited : kNear;
  for (const std::string& near : near_if_unknown(index, number, notes)) {
    any.push_back(times(weight, any_of({number_in(schema::kNumber, near, kOwn), number_in(schema::kCites, near, kCites)})));
    weight *= 0.7;  // the likeliest came first
  }
  return any_of(any);
}

Query number_filter(const Xapian::Database& index, std::string_view prefix, std::string_view number, std::vector<std::string>& notes) {
  constexpr Weights kAny{1, 1, 1};
  std::vector<Query> any{number_in(prefix, number, kAny)};
  if (prefix == schema::kNumber) {
    any.push_back(number_in(schema::kMaybeNumber, number, kAny));
    for (const std::string& near : near_if_unknown(index, number, notes)) any.push_back(number_in(prefix, near, kAny));
  }
  return any_of(any);
}

bool some_number_has(const Xapian::Database& index, std::string_view number) {
  for (const std::string_view prefix : {schema::kNumber, schema::kMaybeNumber, schema::kCites})
    if (is_part(index, prefix, number)) return true;
  return false;
}

bool is_known_number(const Xapian::Database& index, std::string_view number) { return whole_known(index, schema::kNumber, number); }

}  // namespace sohoa::search
