#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "apps/server/fresh_archive.hh"
#include "core/document.hh"
#include "report/agreement.hh"
#include "report/fulfilled.hh"
#include "report/review.hh"

namespace sohoa::server {

/// One document in the lists that are made of all of them.
struct Listed {
  std::string id, dossier, path, number, issued_date, type, subject, folded;  // folded: number and subject, for suggestions
  bool secret = false, doubtful = false;
  std::vector<Issue> issues;
  std::vector<FieldId> accepted;  // fields a spot check may draw
};

/// What the lists of the page are made of: read once out of all documents, and again when they have changed.
struct Overview {
  std::vector<Listed> documents;              // by id
  std::map<std::string, std::size_t, std::less<>> by_id;
  std::vector<Doubt> doubts;                  // most valuable first
  std::vector<Document> with_deadlines;       // without pages and tables
  std::vector<Reply> replies;
  std::map<FieldId, FieldAgreement> agreement;

  const Listed* of(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &documents[found->second];
  }
};

/// The present overview for many threads. One that takes long to make is made anew at most every ten times as long, and its readers
/// get the old one meanwhile.
class Overviews {
 public:
  explicit Overviews(FreshArchive& archive) : archive_(archive) {}
  Result<std::shared_ptr<const Overview>> now();

 private:
  FreshArchive& archive_;
  std::mutex making_;
  std::mutex mutex_;  // of what follows
  std::shared_ptr<const Overview> last_;
  std::string stamp_;
  std::chrono::steady_clock::time_point made_{};
  std::chrono::steady_clock::duration cost_{};
};

}  // namespace sohoa::server
