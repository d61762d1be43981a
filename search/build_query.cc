#include "search/build_query.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "core/field_table.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "indexer/schema.hh"
#include "search/date_range.hh"
#include "search/number_query.hh"

namespace sohoa::search {
namespace {

using Xapian::Query;

// Up to so many words, a person means all of them; a longer text is a question, and the best match wins.
constexpr std::size_t kFewWords = 6;
constexpr std::size_t kMostSpellings = 64;

constexpr double kFoldedInstead = 0.3;
constexpr double kHead = 2.0;                // weight of a word of a type, issuer, signer or year that a document has, beside its rarity

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
    add_heads(tree);
    finish();
    return std::move(out_);
  }

 private:
  void add(const Clause& clause) {
    std::vector<Query> any;
    bool only_words = true, filter = false;
    showing_ = !clause.excluded;
    unknown_.clear();
    for (const QueryItem& item : clause.any) {
      any.push_back(of(item));
      only_words = only_words && item.kind == ItemKind::word;
      filter = filter || item.kind == ItemKind::filter;
    }
    if (unknown_.size() == clause.any.size()) notes().push_back(unknown_.front());
    if (!clause.excluded) add_part(clause, only_words, any_of(any));
    if (clause.excluded) excluded_.push_back(any_of(any));
    else if (filter) filters_.push_back(any_of(any));
    else if (clause.any.front().kind == ItemKind::number) numbers_.push_back(any_of(any));
    else if (only_words || clause.any.front().kind == ItemKind::day) words_.push_back(any_of(any));
    else phrases_.push_back(any_of(any));
  }

  void add_part(const Clause& clause, bool words, const Query& query) {
    const std::string shown = print(QueryTree{{clause}});
    if (words && words_part_) {
      auto& [text, together] = out_.parts[*words_part_];
      text += ' ' + shown;
      together &= query;
      return;
    }
    if (words) words_part_ = out_.parts.size();
    out_.parts.emplace_back(shown, query);
  }

  Query of(const QueryItem& item) {
    switch (item.kind) {
      case ItemKind::word: return item.long_form.empty() ? word(item.text) : short_or_long(item);
      case ItemKind::phrase: return phrase(item.text);
      case ItemKind::number: return number(item.text);
      case ItemKind::day: return day(item.text);
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
      if (const std::string file = schema::field_word_term(schema::kFile, form.folded); !index_.term_exists(folded) && index_.term_exists(file))
        return Query(file);  // no text has it, but the name of a file
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

  /// The word, or what it is short for: by its pairs, since a phrase of words that every document has would be looked for in all of
  /// them; or the documents that are of this type or issuer.
  Query short_or_long(const QueryItem& item) {
    std::vector<Query> pairs;
    std::vector<Wanted> shown;
    std::string before;
    for (const std::string_view part : text::words(item.long_form)) {
      const WordForm form = forms_.of(part);
      if (!before.empty()) pairs.emplace_back(schema::pair_term(before, form.folded));
      shown.push_back({form.exact, false, rarity(form.exact)});
      before = form.folded;
    }
    std::vector<Query> either;
    for (const FieldId id : {FieldId::type, FieldId::issuer})
      if (const std::string term = schema::value_term(schema::field_prefix(spec_of(id)), item.long_form); index_.term_exists(term))
        either.push_back(head(term, shown.size()));
    if (!pairs.empty() && std::ranges::all_of(pairs, [&](const Query& pair) { return index_.term_exists(*pair.get_terms_begin()); })) {
      either.push_back(all_of(pairs));
      if (showing_) out_.wanteds.phrases.push_back(std::move(shown));
    }
    const std::size_t missing_before = missing_.size();
    either.push_back(word(item.text));
    if (either.size() > 1) missing_.resize(missing_before);
    return any_of(either);  // never OP_MAX: Xapian 1.4.22 dies of some trees that have one
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
    out_.has_number = true;
    decided_ = decided_ || (showing_ && is_known_number(index_, text));
    // "số 10" among other words may be a form or a table as well.
    const double trust = alone_ || !is_digits(text) ? 1.0 : 0.1;
    return any_of({times(trust, number_query(index_, text, notes())), all_of(mention)});
  }

  /// Documents of this day, and those that speak of it: "15/3/2025", "15 tháng 03 năm 2025".
  Query day(std::string_view text) {
    std::string iso, ignored;
    date_bounds(text, iso, ignored);
    std::vector<Query> words;
    for (const std::string_view part : text::words(iso)) {
      const std::string_view digits = part.substr(part.starts_with('0') ? 1 : 0);
      std::vector<Query> either;
      for (const std::string_view one : {part, digits}) {
        const std::string term = schema::folded_term(one);
        show({std::string(one), true, rarity(term)});
        either.emplace_back(term);
      }
      words.push_back(any_of(either));
    }
    return any_of({head(schema::day_term(schema::field_prefix(spec_of(FieldId::issued_date)), iso), words.size()), all_of(words)});
  }

  Query filter(const QueryItem& item) {
    const Filter& filter = *filter_named(item.key);
    if (filter.kind == FilterKind::number) return times(0, number_filter(index_, filter.prefix, item.text, notes()));
    if (filter.kind == FilterKind::date) {
      std::string from, to;
      if (date_bounds(item.text, from, to)) return in_days(filter, from, to);
      notes().push_back(fmt::format(fmt::runtime(tr("“{}” is no date: write 2025, 2025-03, 15/3/2025 or 2025-01..2025-03")), item.text));
      return Query::MatchNothing;  // as if it held, the answer would look narrowed and not be
    }
    const Query whole = holding(filter, item.text);
    if (!whole.empty()) return times(0, whole);
    unknown_.push_back(fmt::format(fmt::runtime(tr("no document has “{}” as {}")), item.text, filter.label));
    return Query::MatchNothing;
  }

  /// Documents with all words of a value and their neighbours in that field; empty when the index lacks one of these.
  Query holding(const Filter& filter, std::string_view value) {
    std::vector<Query> parts;
    std::string before;
    const auto add_part = [&](std::string term) {
      const bool known = index_.term_exists(term);
      parts.emplace_back(std::move(term));
      return known;
    };
    for (const std::string_view typed : text::words(value)) {
      const std::string folded = forms_.of(typed).folded;
      if (!add_part(schema::field_word_term(filter.prefix, folded))) return {};
      if (!before.empty() && !add_part(schema::field_pair_term(filter.prefix, before, folded))) return {};
      before = folded;
    }
    return all_of(parts);
  }

  Query in_days(const Filter& filter, const std::string& from, const std::string& to) const {
    if (filter.slot >= 0) {
      const auto slot = static_cast<Xapian::valueno>(filter.slot);
      // Documents without a date have an empty value, which sorts first: no range may hold it.
      return to.empty() ? Query(Query::OP_VALUE_GE, slot, from) : Query(Query::OP_VALUE_RANGE, slot, std::max<std::string>(from, "0"), to);
    }
    // Several days a document: there are few different ones in any archive.
    std::vector<Query> days;
    const auto end = index_.allterms_end(filter.prefix);
    auto day = index_.allterms_begin(filter.prefix);
    if (day != end) day.skip_to(schema::day_term(filter.prefix, from));
    for (; day != end && (to.empty() || (*day).substr(filter.prefix.size()) <= to); ++day) days.emplace_back(*day);
    return times(0, any_of(days));
  }

  /// Problems of what is excluded are told as well: an exclusion that excludes nothing is an error too.
  std::vector<std::string>& notes() { return out_.notes; }

  /// "quyêt đinh": a word that no Vietnamese syllable can be, but would with more marks, says that the hand was lazy all along.
  bool is_half_typed(const QueryTree& tree) {
    for (const Clause& clause : tree.clauses)
      for (const QueryItem& item : clause.any) {
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
      if (word) {
        const WordForm& form = forms_.of(clause.any.front().text);
        const bool exact = form.marked && !half_typed_ && index_.term_exists(form.exact);
        const std::string term = exact ? form.exact : schema::folded_term(folded);
        AskedWord asked{{exact ? form.exact : folded, !exact, rarity(term)}, folded, 0.0};
        if (!before.empty()) {
          const std::string pair = schema::pair_term(before, folded);
          pairs_.emplace_back(pair);
          if (index_.term_exists(pair)) asked.pair = rarity(pair);
        }
        if (!index_.term_exists(term)) asked.word.weight = 0.0;
        out_.asked.push_back(std::move(asked));
      }
      before = folded;
    }
  }

  /// Words that are the whole issuer, signer or year of some document, or in front its type: it is meant, rather than one that speaks
  /// of such. ("Phê duyệt kế hoạch" is no plan.)
  void add_heads(const QueryTree& tree) {
    std::vector<std::string> words;  // a gap where something else stands
    for (const Clause& clause : tree.clauses) {
      const bool word = !clause.excluded && clause.any.size() == 1 && clause.any.front().kind == ItemKind::word;
      words.push_back(word ? forms_.of(clause.any.front().text).folded : std::string());
    }
    for (std::size_t i = 0; i < words.size();) i += std::max<std::size_t>(1, add_head(words, i));
  }

  /// The longest value that begins with this word; in words.
  std::size_t add_head(const std::vector<std::string>& words, std::size_t from) {
    static const std::array<std::string, 4> all{schema::field_prefix(spec_of(FieldId::type)), schema::field_prefix(spec_of(FieldId::issuer)),
                                                schema::field_prefix(spec_of(FieldId::signer)), std::string(schema::kYear)};
    const auto prefixes = std::span(all).subspan(from == 0 ? 0 : 1);
    std::size_t longest = 0;
    std::vector<std::string> terms;
    for (const std::string& prefix : prefixes) {
      std::string value = words[from];
      if (value.empty() || !index_.term_exists(schema::field_word_term(prefix, value))) continue;
      for (std::size_t size = 1;; ++size) {
        if (std::string term = schema::value_term(prefix, value); size >= longest && index_.term_exists(term)) {
          if (size > longest) terms.clear();
          longest = size;
          terms.push_back(std::move(term));
        }
        const std::size_t next = from + size;
        if (next == words.size() || words[next].empty() || !index_.term_exists(schema::field_pair_term(prefix, words[next - 1], words[next]))) break;
        value += ' ' + words[next];
      }
    }
    for (const std::string& term : terms) heads_.push_back(head(term, longest));
    return longest;
  }

  /// The documents that have this value of a field, which so many words named.
  Query head(const std::string& term, std::size_t words) {
    out_.named.push_back({term, kHead * static_cast<double>(words) * rarity(term)});
    Xapian::FixedWeightPostingSource weight(out_.named.back().weight);
    return {Query::OP_AND, Query(&weight), Query(term)};
  }

  void finish() {
    out_.want_every = words_.size() + numbers_.size() <= kFewWords;
    out_.ranked = !words_.empty() || !numbers_.empty() || !phrases_.empty();
    std::vector<Query> wanted = phrases_;
    wanted.insert(wanted.end(), numbers_.begin(), numbers_.end());
    std::vector<Query> every = wanted, some = words_;
    every.insert(every.end(), words_.begin(), words_.end());
    some.insert(some.end(), pairs_.begin(), pairs_.end());
    // Who knows the very number wants its document, whatever else is remembered of it.
    if (decided_) out_.every = narrowed(Query(Query::OP_AND_MAYBE, all_of(wanted), any_of(some)));
    else out_.every = narrowed(Query(Query::OP_AND_MAYBE, all_of(every), any_of(pairs_)));
    if (!decided_) some.insert(some.end(), numbers_.begin(), numbers_.end());
    const std::vector<Query>& must = decided_ ? wanted : phrases_;
    out_.some = narrowed(must.empty() ? any_of(some) : Query(Query::OP_AND_MAYBE, all_of(must), any_of(some)));
    if (!missing_.empty() && out_.want_every) {  // a question may have words that no document needs
      std::string list;
      for (const std::string& one : missing_) list += (list.empty() ? "" : ", ") + one;
      notes().push_back(fmt::format(fmt::runtime(tr("no document has: {}")), list));
    }
  }

  Query narrowed(Query query) const {
    if (!heads_.empty()) query = Query(Query::OP_AND_MAYBE, query, any_of(heads_));
    if (!filters_.empty()) query = out_.ranked ? Query(Query::OP_FILTER, query, all_of(filters_)) : all_of(filters_);
    else if (!out_.ranked && !excluded_.empty()) query = Query(std::string());  // every document; the shared Query::MatchAll is for one thread
    return excluded_.empty() ? query : Query(Query::OP_AND_NOT, query, any_of(excluded_));
  }

  const Xapian::Database& index_;
  WordForms& forms_;
  BuiltQuery out_;
  std::vector<Query> words_, numbers_, phrases_, pairs_, heads_, filters_, excluded_;
  std::vector<std::string> missing_;
  std::vector<std::string> unknown_;  // values of this clause that no document has
  std::optional<std::size_t> words_part_;
  bool half_typed_ = false, alone_ = false, showing_ = true, decided_ = false;
};

}  // namespace

BuiltQuery build_query(const QueryTree& tree, const Xapian::Database& index, WordForms& forms) {
  return QueryBuilder(index, forms).run(tree);
}

}  // namespace sohoa::search
