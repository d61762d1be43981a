#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hh"
#include "search/snippet.hh"

namespace sohoa::search {

/// How much of the answer is wanted, and what narrows it: (name, value) pairs as in the query language, "type" "Quyết định".
struct Options {
  std::size_t limit = 10, offset = 0;
  std::vector<std::pair<std::string, std::string>> filters;
};

/// One document found. Missing fields are empty; `review` names those a person must look at before trusting them. The snippet's page is the page of the file to open.
struct Hit {
  std::string id, path, number, issued_date, type, issuer, dossier, subject;
  std::vector<std::string> review;
  double score = 0.0;
  Snippet snippet;
};

/// `note` says, in the user's language, what was not understood or not found; often empty. `query` is the query as understood.
struct Hits {
  std::size_t total = 0;
  bool total_exact = true;  // else about so many
  std::string note, query;
  std::vector<Hit> hits;
};

/// An index opened for searching, while another process may be writing it. One thread at a time; opening is cheap.
class Searcher {
 public:
  /// Fails with not_found when there is no index, incompatible when it is of another version or damaged.
  static Result<Searcher> open(const std::filesystem::path& index);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Any bytes may be asked; only a broken index is an error. Sees what was committed until now.
  Result<Hits> search(std::string_view query, const Options& = {});

  /// Documents in the index when it was opened or last searched.
  std::size_t size() const;

 private:
  struct Private;
  explicit Searcher(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa::search
