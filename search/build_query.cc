#include "search/build_query.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

using Xapian::Query;

// Up to so many words, a person means all of them; a longer text is a question, and the best match wins.
constexpr std::size_t kFewWords = 6;
constexpr std::size_t kMostSpellings = 64;

// A number names one document: it outweighs any sum of words. The document itself stands before those that cite it.
constexpr double kOwnNumber = 200, kOwnShape = 100, kOwnParts = 60, kCitesNumber = 20, kCitesShape = 10;
constexpr double kFoldedInstead = 0.3;

bool is_digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }

Query all_of(const std::vector<Query>& parts) { return Query(Query::OP_AND, parts.begin(), parts.end()); }
Query any_of(const std::vector<Query>& parts) { return Query(Query::OP_OR, parts.begin(), parts.end()); }
Query times(double weight, const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, weight); }

class QueryBuilder {
 public:
  QueryBuilder(const Xapian::Database& index, WordForms& forms) : index_(index), forms_(forms) {}

  BuiltQuery run(const QueryTree& tree) {
    half_typed_ = is_half_typed(tree);
    alone_ = tree.clauses.size() == 1;
    for (const Clause& clause : tree.clauses) add(clause);
    add_pairs(tree);
    finish();
    return std::move(out_);
  }

 private:
  void add(const Clause& clause) {
    std::vector<Query> any;
    bool only_words = true, filter = false;
    for (const Item& item : clause.any) {
      showing_ = !clause.excluded;
      any.push_back(of(item));
      only_words = only_words && item.kind == ItemKind::word;
      filter = filter || item.kind == ItemKind::filter;
    }
    if (clause.excluded) excluded_.push_back(any_of(any));
    else if (filter) filters_.push_back(any_of(any));
    else if (only_words || clause.any.front().kind == ItemKind::number) words_.push_back(any_of(any));
    else phrases_.push_back(any_of(any));
  }

  Query of(const Item& item) {
    switch (item.kind) {
      case ItemKind::word: return word(item.text);
      case ItemKind::phrase: return phrase(item.text);
      case ItemKind::number: return number(item.text);
      case ItemKind::filter: return filter(item);
    }
    return {};
  }

  double rarity(const std::string& term) const {
    return std::log(1.0 + static_cast<double>(index_.get_doccount()) / (1.0 + index_.get_termfreq(term)));
  }

  void show(Wanted wanted) {
    if (showing_ && std::ranges::find(out_.wanteds.words, wanted) == out_.wanteds.words.end())
      out_.wanteds.words.push_back(std::move(wanted));
  }

  /// The spellings in the index that a word may stand for: those with the marks it has, and more.
  std::vector<std::string> spellings(const WordForm& form) const {
    std::vector<std::string> out;
    for (auto i = index_.synonyms_begin(form.folded); i != index_.synonyms_end(form.folded) && out.size() < kMostSpellings; ++i)
      if (text::adds_marks(form.exact, *i) && index_.term_exists(*i)) out.push_back(*i);
    return out;
  }

  Query word(std::string_view typed) {
    const WordForm form = forms_.of(typed);
    const std::string folded = schema::folded_term(form.folded);
    if (!form.marked) {
      show({form.folded, true, rarity(folded)});
      if (showing_ && !index_.term_exists(folded)) missing_.emplace_back(typed);
      return Query(folded);
    }
    if (index_.term_exists(form.exact) && (!half_typed_ || (text::has_tone(form.exact) && text::is_syllable(typed)))) {
      show({form.exact, false, rarity(form.exact)});
      return Query(form.exact);
    }
    // Marks were forgotten: what it would be with more of them, unless it is complete. What is no syllable may be misspelled.
    const bool syllable = text::is_syllable(typed);
    std::vector<Query> any;
    if (!syllable || !text::has_tone(form.exact))
      for (const std::string& spelling : spellings(form)) {
        show({spelling, false, rarity(spelling)});
        any.emplace_back(spelling);
      }
    Query query(Query::OP_SYNONYM, any.begin(), any.end());
    if (!syllable) {
      if (any.empty()) show({form.folded, true, rarity(folded)});
      query = Query(Query::OP_OR, query, times(kFoldedInstead, Query(folded)));
    }
    if (any.empty() && showing_) missing_.emplace_back(typed);
    return query;
  }

  Query phrase(std::string_view words) {
    std::vector<Query> parts;
    std::vector<Wanted> shown;
    for (const std::string_view typed : text::words(words)) {
      const WordForm form = forms_.of(typed);
      shown.push_back({form.marked ? form.exact : form.folded, !form.marked,
                       rarity(form.marked ? form.exact : schema::folded_term(form.folded))});
      std::vector<Query> any{Query(form.exact)};
      if (!form.marked)
        for (const std::string& spelling : spellings(form)) any.emplace_back(spelling);
      parts.push_back(any_of(any));
    }
    if (parts.size() == 1) return word(words);
    const auto size = static_cast<Xapian::termcount>(parts.size());
    if (showing_) out_.wanteds.phrases.push_back(std::move(shown));
    return Query(Query::OP_PHRASE, parts.begin(), parts.end(), size);
  }

  /// All parts of a number in the number itself, in any spelling of strokes and marks.
  Query number_parts_query(std::string_view prefix, std::string_view number) const {
    std::vector<Query> parts;
    for (const std::string& part : number_parts(number)) parts.emplace_back(schema::field_word_term(prefix, part));
    return all_of(parts);
  }

  Query number_in(std::string_view prefix, std::string_view number, double whole, double shape, double part) const {
    return any_of({times(whole, Query(schema::number_term(prefix, number))),
                   times(shape, Query(schema::number_shape_term(prefix, number))),
                   times(part, number_parts_query(prefix, number))});
  }

  /// The document of this number, those that cite it, and those that speak of it.
  Query number(std::string_view text) {
    std::vector<Query> mention;
    std::vector<Wanted> shown;
    std::string before;
    for (const std::string_view typed : text::words(text)) {
      const std::string folded = forms_.of(typed).folded;
      mention.emplace_back(before.empty() ? schema::folded_term(folded) : schema::pair_term(before, folded));
      shown.push_back({folded, true, 10.0});
      before = folded;
    }
    if (showing_) out_.wanteds.phrases.push_back(std::move(shown));
    // "số 10" among other words may be a form or a table as well.
    const double trust = alone_ || !is_digits(text) ? 1.0 : 0.1;
    return any_of({times(trust, any_of({number_in(schema::kNumber, text, kOwnNumber, kOwnShape, kOwnParts),
                   number_in(schema::kCites, text, kCitesNumber, kCitesShape, kCitesShape)})),
                   all_of(mention)});
  }

  Query filter(const Item& item) {
    const Filter& filter = *filter_named(item.key);
    if (filter.kind == FilterKind::number) return times(0, number_in(filter.prefix, item.text, 1, 1, 1));
    if (filter.kind == FilterKind::date) {
      std::string from, to;
      if (!date_bounds(item.text, from, to)) {
        out_.notes.push_back(fmt::format(fmt::runtime(tr("“{}” is no date: write 2025, 2025-03, 15/3/2025 or 2025-01..2025-03")), item.text));
        return Query::MatchAll;
      }
      const auto slot = static_cast<Xapian::valueno>(filter.slot);
      // Documents without a date have an empty value, which sorts first: no range may hold it.
      return to.empty() ? Query(Query::OP_VALUE_GE, slot, from) : Query(Query::OP_VALUE_RANGE, slot, std::max<std::string>(from, "0"), to);
    }
    std::vector<Query> parts;
    std::string before;
    for (const std::string_view typed : text::words(item.text)) {
      const std::string folded = forms_.of(typed).folded;
      parts.emplace_back(schema::field_word_term(filter.prefix, folded));
      if (!before.empty()) parts.emplace_back(schema::field_pair_term(filter.prefix, before, folded));
      before = folded;
    }
    for (const Query& part : parts)
      if (!index_.term_exists(*part.get_terms_begin())) {
        out_.notes.push_back(fmt::format(fmt::runtime(tr("no document has “{}” as {}")), item.text, filter.label));
        break;
      }
    return times(0, all_of(parts));
  }

  /// "quyêt đinh": a word that no Vietnamese syllable can be, but would with more marks, says that the hand was lazy all along.
  bool is_half_typed(const QueryTree& tree) {
    for (const Clause& clause : tree.clauses)
      for (const Item& item : clause.any) {
        if (item.kind != ItemKind::word || text::is_syllable(item.text)) continue;
        const WordForm form = forms_.of(item.text);
        if (form.marked && std::ranges::any_of(spellings(form), text::is_syllable)) return true;
      }
    return false;
  }

  void add_pairs(const QueryTree& tree) {
    std::string before;
    for (const Clause& clause : tree.clauses) {
      const bool word = !clause.excluded && clause.any.size() == 1 && clause.any.front().kind == ItemKind::word;
      const std::string folded = word ? forms_.of(clause.any.front().text).folded : std::string();
      if (word && !before.empty()) pairs_.emplace_back(schema::pair_term(before, folded));
      before = folded;
    }
  }

  void finish() {
    out_.want_every = words_.size() <= kFewWords;
    out_.ranked = !words_.empty() || !phrases_.empty();
    std::vector<Query> every = words_;
    every.insert(every.end(), phrases_.begin(), phrases_.end());
    std::vector<Query> some = words_;
    some.insert(some.end(), pairs_.begin(), pairs_.end());
    const Query wanted_phrases = all_of(phrases_);
    out_.every = narrowed(Query(Query::OP_AND_MAYBE, all_of(every), any_of(pairs_)));
    out_.some = narrowed(phrases_.empty() ? any_of(some) : Query(Query::OP_AND_MAYBE, wanted_phrases, any_of(some)));
    if (!missing_.empty()) {
      std::string list;
      for (const std::string& one : missing_) list += (list.empty() ? "" : ", ") + one;
      out_.notes.push_back(fmt::format(fmt::runtime(tr("no document has: {}")), list));
    }
  }

  Query narrowed(Query query) const {
    if (!filters_.empty()) query = out_.ranked ? Query(Query::OP_FILTER, query, all_of(filters_)) : all_of(filters_);
    else if (!out_.ranked && !excluded_.empty()) query = Query::MatchAll;
    return excluded_.empty() ? query : Query(Query::OP_AND_NOT, query, any_of(excluded_));
  }

  const Xapian::Database& index_;
  WordForms& forms_;
  BuiltQuery out_;
  std::vector<Query> words_, phrases_, pairs_, filters_, excluded_;
  std::vector<std::string> missing_;
  bool half_typed_ = false, alone_ = false, showing_ = true;
};

/// Typed as the letters of a number are: capitals, or no possible syllable ("qd", "ubnd").
bool like_sign(std::string_view word) {
  return !is_digits(word) && (text::upper(word) == word || (!text::is_syllable(word) && !text::has_marks(word)));
}

}  // namespace

BuiltQuery build_query(const QueryTree& tree, const Xapian::Database& index, WordForms& forms) {
  return QueryBuilder(index, forms).run(tree);
}

QueryTree with_numbers(const QueryTree& tree, const Xapian::Database& index) {
  const std::vector<Clause>& in = tree.clauses;
  const auto word = [&](std::size_t i) -> std::string_view {
    const bool plain = i < in.size() && !in[i].excluded && in[i].any.size() == 1 && in[i].any.front().kind == ItemKind::word;
    return plain ? std::string_view(in[i].any.front().text) : std::string_view();
  };
  const auto known = [&](std::string_view part) {
    const std::vector<std::string> parts = number_parts(part);
    return parts.size() == 1 && index.term_exists(schema::field_word_term(schema::kNumber, parts.front()));
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
