#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hh"
#include "search/abbreviations.hh"
#include "search/snippet.hh"
#include "search/succession.hh"

namespace sohoa::search {

enum class HitOrder { relevance, newest, oldest, number };

/// What somebody may find: documents of these dossiers and those below them (none named = all), with or without a secrecy mark.
struct Scope {
  std::vector<std::string> dossiers;
  bool secret = true;
};

/// Whether a dossier is one of the roots or lies in one; no roots = every dossier does.
bool lies_in(std::string_view dossier, const std::vector<std::string>& roots);

/// How much of the answer is wanted, and what narrows it: (name, value) pairs as in the query language, "type" "Quyết định".
struct Options {
  std::size_t limit = 10, offset = 0;
  std::vector<std::pair<std::string, std::string>> filters;
  HitOrder order = HitOrder::relevance;
  bool facets = false, explain = false;
  const Succession* former = nullptr;  // also the bodies that became part of those named …
  std::string as_of{};                 // … by this day, ISO
  Scope scope{};
};

/// One document found. Missing fields are empty; `review` names those a person must look at before trusting them. The snippet's
/// page is the page of the file to open. `place` counts the places that were opened, from 0.
struct Hit {
  std::string id, path, number, issued_date, type, issuer, dossier, subject;
  std::vector<std::string> review;
  double score = 0.0;
  Snippet snippet;
  std::size_t cited_by = 0;  // documents of the archive that cite this number
  std::size_t place = 0;
};

/// How many matches have which value of a facet, "type" as in the query language; the commonest first.
struct FacetCounts {
  std::string name;
  std::vector<std::pair<std::string, std::size_t>> values;
};

/// `note` says, in the user's language, what was not understood or not found; often empty. `query` is the query as understood,
/// `explained`, when wanted, the same for people, a line a part; `suggestion` what was perhaps meant. Facets are exact when the total is.
struct Hits {
  std::size_t total = 0;
  bool total_exact = true;   // else about so many
  std::size_t withheld = 0;  // documents with a secrecy mark that are not in the index
  std::string note, query, suggestion;
  std::vector<std::string> explained;
  std::vector<FacetCounts> facets;
  std::vector<Hit> hits;
};

/// One index or several as one, opened for searching while another process may be writing, or putting a rebuilt one in its place:
/// every call answers from one whole state, the newest, a large index with two threads. One thread at a time; a program of several threads opens one for each,
/// they share nothing. Opening is cheap (some file handles, twice as many of a large index); keep it open, it remembers word forms. A place is a folder, or tcp:HOST:PORT of a xapian-tcpsrv that serves one; phrases without marks and suggestions need
/// folders.
class Searcher {
 public:
  /// Documents of a large index: below, a second thread gains nothing worth its start.
  static constexpr std::size_t kLarge = 100'000;
  /// Fails with no_archive when there is no index, incompatible when it is of another version or damaged.
  static Result<Searcher> open(const std::vector<std::string>& places, Abbreviations = {}, std::size_t large = kLarge);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Any bytes may be asked; only a broken index is an error. Sees what was committed until now.
  Result<Hits> search(std::string_view query, const Options& = {});
  /// Documents related to one; not_found when the index does not have it.
  Result<Hits> like(std::string_view id, const Options& = {});

  /// Where in each of these texts stands what a query asks for, as byte ranges.
  Result<std::vector<std::vector<std::pair<std::size_t, std::size_t>>>> found(std::string_view query, const std::vector<std::string>& texts);
  /// What a query may become whose last word or number is still being typed, the commonest first; each is the whole query.
  /// Only words that were read without doubt and numbers of documents; none for less than two letters. Made to be called at
  /// every key.
  Result<std::vector<std::string>> complete(std::string_view typed, std::size_t most = 8);

  /// Documents in the index when it was opened or last searched.
  std::size_t size() const;
  /// Documents that were kept out of it for their secrecy mark.
  std::size_t withheld() const;

 private:
  struct Private;
  explicit Searcher(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa::search
