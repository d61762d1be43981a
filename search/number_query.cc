#include "search/number_query.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "core/text/syllable.hh"
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

bool is_digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }

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

std::vector<std::string> near_if_unknown(const Xapian::Database& index, std::string_view number, std::vector<std::string>& notes) {
  for (const std::string_view prefix : {schema::kNumber, schema::kMaybeNumber})
    if (whole_known(index, prefix, number) || is_part(index, prefix, number)) return {};
  std::vector<std::string> near = near_numbers(index, number);
  if (near.empty()) return near;
  std::string list;
  for (const std::string& one : near) list += (list.empty() ? "" : ", ") + text::upper(one);
  notes.push_back(fmt::format(fmt::runtime(tr("no document has the number {}; nearly the same: {}")), number, list));
  return near;
}

/// Typed as the letters of a number are: capitals, or no possible syllable ("qd", "ubnd").
bool like_sign(std::string_view word) {
  return !is_digits(word) && (text::upper(word) == word || (!text::is_syllable(word) && !text::has_marks(word)));
}

}  // namespace

Query number_query(const Xapian::Database& index, std::string_view number, std::vector<std::string>& notes) {
  std::vector<Query> any{number_in(schema::kNumber, number, kOwn), number_in(schema::kMaybeNumber, number, kMaybe),
                         number_in(schema::kCites, number, kCites)};
  double weight = whole_known(index, schema::kCites, number) ? kNearButCited : kNear;
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

QueryTree with_numbers(const QueryTree& tree, const Xapian::Database& index) {
  const std::vector<Clause>& in = tree.clauses;
  const auto word = [&](std::size_t i) -> std::string_view {
    const bool plain = i < in.size() && !in[i].excluded && in[i].any.size() == 1 && in[i].any.front().kind == ItemKind::word;
    return plain ? std::string_view(in[i].any.front().text) : std::string_view();
  };
  const auto known = [&](std::string_view part) {
    const std::vector<std::string> parts = number_parts(part);
    return parts.size() == 1 && (index.term_exists(schema::field_word_term(schema::kNumber, parts.front())) ||
                                 index.term_exists(schema::field_word_term(schema::kMaybeNumber, parts.front())));
  };
  QueryTree out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (!is_digits(word(i)) || !known(word(i))) {
      out.clauses.push_back(in[i]);
      continue;
    }
    const std::string_view before = i > 0 ? word(i - 1) : std::string_view();
    const bool label = text::fold(before) == "so", sign = !label && like_sign(before) && known(before);
    std::string number(word(i));
    std::size_t end = i + 1;
    while (!word(end).empty() && known(word(end)) && (end > i + 1 || like_sign(word(end)))) number += ' ' + std::string(word(end++));
    if (!label && !sign && end == i + 1 && in.size() > 1) {
      out.clauses.push_back(in[i]);
      continue;
    }
    if (sign) number += ' ' + std::string(before);
    if ((label || sign) && !out.clauses.empty()) out.clauses.pop_back();
    out.clauses.push_back({{{ItemKind::number, std::move(number), {}}}, false});
    i = end - 1;
  }
  return out;
}

}  // namespace sohoa::search
