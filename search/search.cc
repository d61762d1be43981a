#include "search/search.hh"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <xapian.h>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"
#include "search/build_query.hh"
#include "search/complete.hh"
#include "search/explain.hh"
#include "search/like.hh"
#include "search/match.hh"
#include "search/number_words.hh"
#include "search/query_tree.hh"
#include "search/rerank.hh"
#include "search/scope.hh"
#include "search/suggest.hh"

namespace sohoa::search {
namespace {

constexpr Xapian::doccount kCountUpTo = 20'000;  // totals are exact so far
constexpr std::size_t kFacetValues = 20;
constexpr int kRetries = 5;

// So many of the first are ranked anew by how closely the words stand together: of a question, and of a few words.
constexpr std::size_t kLookAgain = 60, kLookAgainFew = 20;

tl::unexpected<Error> damaged(const std::string& place, const std::string& why) {
  return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), place, why),
              tr("Rebuild it: sohoa index --rebuild"));
}

tl::unexpected<Error> unreachable(const Xapian::NetworkError& e) {
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("the index at {} cannot be reached: {}")), e.get_context(), e.get_msg()),
              tr("Is xapian-tcpsrv running there?"));
}

/// A folder, or tcp:HOST:PORT.
Result<Xapian::Database> opened(const std::string& place) {
  constexpr std::string_view kRemote = "tcp:";
  if (!place.starts_with(kRemote)) {
    if (std::filesystem::exists(place)) return Xapian::Database(place);
    return fail(ErrorCode::no_archive, fmt::format(fmt::runtime(tr("there is no index at {}")), place), tr("Make it: sohoa index --rebuild"));
  }
  const std::size_t colon = place.rfind(':');
  unsigned port = 0;
  const auto [end, error] = std::from_chars(place.data() + colon + 1, place.data() + place.size(), port);
  if (colon < kRemote.size() || error != std::errc() || end != place.data() + place.size() || port > 65'535)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} is no place: write a folder or tcp:HOST:PORT")), place));
  return Xapian::Remote::open(place.substr(kRemote.size(), colon - kRemote.size()), port);
}

/// Of a long question only the telling words are shown as found.
void drop_common_words(Wanteds& wanteds) {
  constexpr std::size_t kShowAll = 6;
  if (wanteds.words.size() <= kShowAll) return;
  double most = 0.0;
  for (const Wanted& word : wanteds.words) most = std::max(most, word.weight);
  std::erase_if(wanteds.words, [&](const Wanted& word) { return word.weight < 0.25 * most; });
}

/// What a document got for the values it was named by.
double weight_of_values(const Xapian::Document& document, const std::vector<NamedValue>& named) {
  double out = 0.0;
  for (const auto& [term, weight] : named) {
    auto found = document.termlist_begin();
    found.skip_to(term);
    if (found != document.termlist_end() && *found == term) out += weight;
  }
  return out;
}

/// What the best of the first matches got for its words: how close they stand is a share of that.
double best_text_weight(const Matches& found, const std::vector<NamedValue>& named, std::size_t first) {
  if (named.empty()) return found.best_weight;
  double out = 0.0;
  for (std::size_t i = 0; i < std::min(first, found.best.size()); ++i)
    out = std::max(out, found.best[i].weight - weight_of_values(found.best[i].document, named));
  return out;
}

}  // namespace

struct Searcher::Private {
  std::vector<std::string> places;
  std::vector<std::uint64_t> folders;   // as they were when opened
  std::vector<Xapian::Database> parts;  // one a place
  Xapian::Database database;            // all of them
  std::optional<Xapian::Database> twin;   // the only one once more, for a second thread, when it is large
  std::size_t large = kLarge;
  WordForms forms;
  Abbreviations abbreviations;

  QueryTree understood(std::string_view query, const Options& options, std::vector<std::string>& notes) {
    Parsed parsed = parse_query(query, [this](const Filter& filter, std::string_view a, std::string_view b) { return neighbours(filter, a, b); });
    notes = std::move(parsed.notes);
    QueryTree tree = with_numbers(parsed.tree, database, abbreviations);
    for (const auto& [key, value] : options.filters)
      if (filter_named(key) && !value.empty()) tree.clauses.push_back({{{ItemKind::filter, value, key}}, false});
      else if (!value.empty()) notes.push_back(fmt::format(fmt::runtime(tr("there is no field “{}”")), key));
    tree = abbreviations.with_long_forms(std::move(tree));
    return options.former ? options.former->with_former(tree, options.as_of, notes) : tree;
  }

  /// Whether two words, without marks, stand beside each other in some value of a field, as typed or written out ("ubnd tinh").
  bool neighbours(const Filter& filter, std::string_view a, std::string_view b) const {
    std::vector<std::string> before{std::string(a)}, behind{std::string(b)};
    if (const std::string longer = text::fold(abbreviations.long_form(filter, a)); !longer.empty()) before.emplace_back(text::words(longer).back());
    if (const std::string longer = text::fold(abbreviations.long_form(filter, b)); !longer.empty()) behind.emplace_back(text::words(longer).front());
    return std::ranges::any_of(before, [&](const std::string& one) {
      return std::ranges::any_of(behind, [&](const std::string& next) { return database.term_exists(schema::field_pair_term(filter.prefix, one, next)); });
    });
  }

  Hits search(std::string_view query, const Options& options) {
    Hits out;
    std::vector<std::string> notes;
    const QueryTree tree = understood(query, options, notes);
    out.query = print(tree);
    if (options.explain) out.explained = explained(tree, database, forms);
    out.withheld = withheld();
    if (tree.clauses.empty()) {
      notes.emplace_back(tr("there is no word to search for"));
    } else {
      BuiltQuery built = build_query(tree, database, forms);
      notes.insert(notes.end(), built.notes.begin(), built.notes.end());
      drop_common_words(built.wanteds);
      answer(built, options, notes, out);
      if (out.total == 0 && notes.empty()) notes.push_back(why_none(built, options));
      out.suggestion = suggestion(tree, database, forms);
    }
    for (const std::string& note : notes) out.note += (out.note.empty() ? "" : "; ") + note;
    return out;
  }

  /// How many documents each part of the query has by itself.
  std::string why_none(const BuiltQuery& built, const Options& options) {
    if (built.parts.size() == 1) return fmt::format(fmt::runtime(tr("no document has {}")), built.parts.front().first);
    std::string list;
    for (const auto& [shown, query] : built.parts) {
      BuiltQuery part;
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", shown, match(query, part, options, kCountUpTo).estimated);
    }
    return tr("no document has all of this together") + (list.empty() ? list : fmt::format(fmt::runtime(tr("; one by one: {}")), list));
  }

  Hits like(const Xapian::Query& query, const Options& options) {
    BuiltQuery built;
    built.some = query;
    built.ranked = true;
    Hits out;
    std::vector<std::string> notes;
    out.withheld = withheld();
    answer(built, options, notes, out);
    return out;
  }

  /// All the words where they are few or the order is not by relevance, else the best; some of the words when no document has all.
  void answer(const BuiltQuery& built, const Options& options, std::vector<std::string>& notes, Hits& out) {
    const bool want_every = built.want_every || (options.order != HitOrder::relevance && !built.every.empty());
    std::optional<Matches> found;
    if (want_every || !built.ranked) found = match(built.every, built, options, kCountUpTo);
    if (built.ranked && (!found || found->estimated == 0)) {
      found = match(built.some, built, options, want_every || options.facets ? kCountUpTo : 0);
      if (want_every && !found->best.empty()) notes.emplace_back(tr("no document has all the words; these have some of them"));
    }
    out.total = found->estimated;
    out.total_exact = found->at_least == found->at_most;
    if (options.facets) out.facets = found->facets.counts(kFacetValues);
    take(*found, built, options, out);
  }

  /// The first matches up to the last one asked for, at least as many as are ranked anew.
  Matches match(const Xapian::Query& query, const BuiltQuery& built, const Options& options, Xapian::doccount exact_up_to) {
    const std::size_t last = std::max(options.offset + options.limit, ranks_anew(built, options));
    const bool in_halves = twin && twin->get_revision() == database.get_revision() && twin->get_uuid() == database.get_uuid();
    return matches_of(database, in_halves ? &*twin : nullptr,
                      {within(query, options.scope, database), built.ranked, options.order, static_cast<Xapian::doccount>(last), exact_up_to, options.facets});
  }

  /// How many of the first are looked at again. A number decides the order by itself.
  static std::size_t ranks_anew(const BuiltQuery& built, const Options& options) {
    if (built.asked.size() < 2 || built.has_number || options.order != HitOrder::relevance) return 0;
    return built.want_every ? kLookAgainFew : kLookAgain;
  }

  void take(const Matches& found, const BuiltQuery& built, const Options& options, Hits& out) {
    struct Taken {
      schema::Stored stored;
      double score;
      Xapian::docid id;
    };
    const std::size_t again = ranks_anew(built, options), size = found.best.size();
    const std::size_t end = std::min(size, options.offset + options.limit);
    std::vector<Taken> matches;
    const double best_text = again > 0 ? best_text_weight(found, built.named, again) : 0.0;
    Closeness closeness(built.asked, forms);
    for (std::size_t i = again > 0 ? 0 : std::min(options.offset, end); i < std::max(end, std::min(again, size)); ++i) {
      const MatchedDocument& match = found.best[i];
      Result<schema::Stored> stored = schema::unpack(match.document.get_data());
      if (!stored || !lies_in(stored->dossier, options.scope.dossiers)) continue;
      matches.push_back({std::move(*stored), match.weight, match.id});
      if (i < again && best_text > 0) matches.back().score += best_text * closeness.of(matches.back().stored.pages);
    }
    // Equal scores stand in the order of ids, whatever the order of writing.
    if (built.ranked && options.order == HitOrder::relevance)
      std::ranges::stable_sort(matches, [](const Taken& a, const Taken& b) {
        return a.score != b.score ? a.score > b.score : a.stored.id < b.stored.id;
      });
    if (again > 0) matches.erase(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(std::min(options.offset, matches.size())));
    if (matches.size() > options.limit) matches.resize(options.limit);
    for (Taken& match : matches) out.hits.push_back(hit(std::move(match.stored), match.score, match.id, built.wanteds));
  }

  Hit hit(schema::Stored stored, double score, Xapian::docid id, const Wanteds& wanteds) {
    Hit out{std::move(stored.id), std::move(stored.path), std::move(stored.number), std::move(stored.issued_date), std::move(stored.type),
            std::move(stored.issuer), std::move(stored.dossier), std::move(stored.subject), std::move(stored.review), score,
            best_snippet(stored.pages, wanteds, forms), 0, (id - 1) % parts.size()};
    if (!out.number.empty()) out.cited_by = database.get_termfreq(schema::number_term(schema::kCites, out.number));
    return out;
  }

  std::size_t withheld() const {
    std::size_t out = 0;
    for (const Xapian::Database& part : parts)
      for (auto i = part.metadata_keys_begin(std::string(schema::kWithheldKey)); i != part.metadata_keys_end(std::string(schema::kWithheldKey)); ++i) ++out;
    return out;
  }

  /// Every place anew.
  Result<void> open_all() {
    parts.clear();
    twin.reset();
    database = Xapian::Database();
    folders = folders_now();
    for (const std::string& place : places) {
      Xapian::Database part = TRY(opened(place));
      if (part.get_metadata(std::string(schema::kVersionKey)) != schema::kVersion)
        return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} was written by another version of sohoa")), place),
                    tr("Rebuild it: sohoa index --rebuild"));
      database.add_database(part);
      parts.push_back(std::move(part));
    }
    return {};
  }

  /// One thread does, too: what fails here is no error.
  void open_twin() {
    if (places.size() != 1 || folders.front() == 0 || database.get_doccount() < large) return;
    try {
      if (twin) twin->reopen();
      else if (Result<Xapian::Database> again = opened(places.front())) twin = std::move(*again);
    } catch (const Xapian::Error&) {
      twin.reset();
    }
  }

  /// Which folders the places are: a rebuild puts another in their stead.
  std::vector<std::uint64_t> folders_now() const {
    std::vector<std::uint64_t> out;
    for (const std::string& place : places) {
      struct stat found {};
      out.push_back(::stat(place.c_str(), &found) == 0 ? found.st_ino : 0);
    }
    return out;
  }

  /// Runs what may meet a writer's commits, a rebuilt index that takes the place of this one, or a broken one.
  template <class Work>
  auto guarded(Work work) -> decltype(work()) {
    for (int attempt = 1;; ++attempt) {
      try {
        if (parts.empty() || folders != folders_now()) TRY_VOID(open_all());
        else database.reopen();
        open_twin();
        forms.bound();
        return work();
      } catch (const Xapian::DatabaseModifiedError& e) {
        if (attempt == kRetries) return fail(ErrorCode::busy, e.get_msg(), tr("Try again."));
      } catch (const Xapian::NetworkError& e) {
        return unreachable(e);
      } catch (const Xapian::Error& e) {
        // Half of the files may have been the old index's: only what stays broken is.
        if (attempt == kRetries || folders == folders_now()) return damaged(places.front(), e.get_msg());
        parts.clear();
      }
    }
  }
};

Searcher::Searcher(std::unique_ptr<Private> p) : p_(std::move(p)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::vector<std::string>& places, Abbreviations abbreviations, std::size_t large) {
  auto p = std::make_unique<Private>();
  p->large = large;
  p->places = places;
  p->abbreviations = std::move(abbreviations);
  TRY_VOID(p->guarded([]() -> Result<void> { return {}; }));
  return Searcher(std::move(p));
}

std::size_t Searcher::size() const { return p_->database.get_doccount(); }
std::size_t Searcher::withheld() const {
  return p_->guarded([&]() -> Result<std::size_t> { return p_->withheld(); }).value_or(0);
}

Result<Hits> Searcher::search(std::string_view query, const Options& options) {
  return p_->guarded([&]() -> Result<Hits> { return p_->search(query, options); });
}

Result<std::vector<std::vector<std::pair<std::size_t, std::size_t>>>> Searcher::found(std::string_view query, const std::vector<std::string>& texts) {
  using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;
  return p_->guarded([&]() -> Result<std::vector<Ranges>> {
    std::vector<std::string> notes;
    BuiltQuery built = build_query(p_->understood(query, {}, notes), p_->database, p_->forms);
    drop_common_words(built.wanteds);
    std::vector<Ranges> out;
    for (const std::string& text : texts) out.push_back(found_in(text, built.wanteds, p_->forms));
    return out;
  });
}

Result<Hits> Searcher::like(std::string_view id, const Options& options) {
  return p_->guarded([&]() -> Result<Hits> {
    const Xapian::Query query = like_query(p_->database, id);
    if (query.empty()) return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the index has no document {}")), id));
    return p_->like(query, options);
  });
}

Result<std::vector<std::string>> Searcher::complete(std::string_view typed, std::size_t most) {
  return p_->guarded([&]() -> Result<std::vector<std::string>> { return completions(p_->database, p_->forms, typed, most); });
}

}  // namespace sohoa::search
