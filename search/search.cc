#include "search/search.hh"

#include <fmt/format.h>

#include <algorithm>
#include <xapian.h>

#include "core/field_table.hh"
#include "core/language.hh"
#include "indexer/schema.hh"
#include "search/build_query.hh"
#include "search/query_tree.hh"

namespace sohoa::search {
namespace {

// Chosen by scripts/bench-search, see docs/search.md.
constexpr double kK1 = 1.0, kB = 0.55, kShortest = 0.1;
constexpr Xapian::doccount kCountUpTo = 20'000;  // totals are exact so far
constexpr int kRetries = 5;

tl::unexpected<Error> damaged(const std::filesystem::path& index, const std::string& why) {
  return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), index.string(), why),
              tr("Rebuild it: sohoa index --rebuild"));
}

/// Of a long question only the telling words are shown as found.
void drop_common_words(Wanteds& wanteds) {
  constexpr std::size_t kShowAll = 6;
  if (wanteds.words.size() <= kShowAll) return;
  double most = 0.0;
  for (const Wanted& word : wanteds.words) most = std::max(most, word.weight);
  std::erase_if(wanteds.words, [&](const Wanted& word) { return word.weight < 0.25 * most; });
}

}  // namespace

struct Searcher::Private {
  std::filesystem::path path;
  Xapian::Database database;
  WordForms forms;

  QueryTree understood(std::string_view query, const Options& options, std::vector<std::string>& notes) {
    Parsed parsed = parse_query(query, [this](const Filter& filter, std::string_view a, std::string_view b) {
      return database.term_exists(schema::field_pair_term(filter.prefix, a, b));
    });
    notes = std::move(parsed.notes);
    QueryTree tree = with_numbers(parsed.tree, database);
    for (const auto& [key, value] : options.filters)
      if (filter_named(key) && !value.empty()) tree.clauses.push_back({{{ItemKind::filter, value, key}}, false});
    return tree;
  }

  Hits search(std::string_view query, const Options& options) {
    Hits out;
    std::vector<std::string> notes;
    const QueryTree tree = understood(query, options, notes);
    out.query = print(tree);
    if (tree.clauses.empty()) {
      notes.emplace_back(tr("there is no word to search for"));
    } else {
      BuiltQuery built = build_query(tree, database, forms);
      notes.insert(notes.end(), built.notes.begin(), built.notes.end());
      drop_common_words(built.wanteds);
      Xapian::MSet found = built.want_every || !built.ranked ? match(built.every, built, options, kCountUpTo) : Xapian::MSet();
      if (built.ranked && found.get_matches_estimated() == 0) {
        if (built.want_every) found = match(built.some, built, options, kCountUpTo);
        else found = match(built.some, built, options, 0);
        if (built.want_every && !found.empty())
          notes.emplace_back(tr("no document has all the words; these have some of them"));
      }
      take(found, built, options, out);
    }
    for (const std::string& note : notes) out.note += (out.note.empty() ? "" : "; ") + note;
    return out;
  }

  Xapian::MSet match(const Xapian::Query& query, const BuiltQuery& built, const Options& options, Xapian::doccount count) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    if (built.ranked) {
      enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kShortest));
    } else {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(static_cast<Xapian::valueno>(spec_of(FieldId::issued_date).slot), true);
    }
    return enquire.get_mset(static_cast<Xapian::doccount>(options.offset), static_cast<Xapian::doccount>(options.limit), count);
  }

  void take(const Xapian::MSet& found, const BuiltQuery& built, const Options&, Hits& out) {
    out.total = found.get_matches_estimated();
    out.total_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    for (auto i = found.begin(); i != found.end(); ++i) {
      Result<schema::Stored> stored = schema::unpack(i.get_document().get_data());
      if (!stored) continue;
      Hit hit{std::move(stored->id), std::move(stored->path), std::move(stored->number), std::move(stored->issued_date),
              std::move(stored->type), std::move(stored->issuer), std::move(stored->dossier), std::move(stored->subject),
              std::move(stored->review), i.get_weight(), best_snippet(stored->pages, built.wanteds, forms)};
      out.hits.push_back(std::move(hit));
    }
    // Equal scores stand in the order of ids, whatever the order of writing.
    if (built.ranked)
      std::ranges::stable_sort(out.hits, [](const Hit& a, const Hit& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
  }
};

Searcher::Searcher(std::unique_ptr<Private> p) : p_(std::move(p)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::filesystem::path& index) {
  if (!std::filesystem::exists(index))
    return fail(ErrorCode::no_archive, fmt::format(fmt::runtime(tr("there is no index at {}")), index.string()),
                tr("Make it: sohoa index --rebuild"));
  try {
    auto p = std::make_unique<Private>();
    p->path = index;
    p->database = Xapian::Database(index.string());
    if (p->database.get_metadata(std::string(schema::kVersionKey)) != schema::kVersion)
      return fail(ErrorCode::incompatible,
                  fmt::format(fmt::runtime(tr("the index {} was written by another version of sohoa")), index.string()),
                  tr("Rebuild it: sohoa index --rebuild"));
    return Searcher(std::move(p));
  } catch (const Xapian::Error& e) {
    return damaged(index, e.get_msg());
  }
}

std::size_t Searcher::size() const { return p_->database.get_doccount(); }

Result<Hits> Searcher::search(std::string_view query, const Options& options) {
  for (int attempt = 1;; ++attempt) {
    try {
      p_->database.reopen();
      return p_->search(query, options);
    } catch (const Xapian::DatabaseModifiedError& e) {
      if (attempt == kRetries) return fail(ErrorCode::busy, e.get_msg(), tr("Try again."));
    } catch (const Xapian::Error& e) {
      return damaged(p_->path, e.get_msg());
    }
  }
}

}  // namespace sohoa::search
