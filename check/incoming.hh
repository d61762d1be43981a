#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/finding.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// Documents that arrived (they bear the stamp ĐẾN), order something by a day that is past, and have no answer in the archive: the list of
/// overdue incoming documents. An answer is a later document of another office that did not itself arrive and cites them, by number with no
/// other day: those who ask again cite what they sent, too. Documents are shown to it one by one, then it is asked.
class IncomingOverdue {
 public:
  /// `as_of`: the ISO day it is.
  explicit IncomingOverdue(std::string as_of) : as_of_(std::move(as_of)) {}
  void add(const Document&);
  std::vector<Finding> findings(const Rulebook&, const std::set<Profile>&) const;

 private:
  struct Waiting {
    Finding finding;                // but for what the rule says
    std::string key, issued;        // number_key() where the number is sure; day of issue
    std::string issuer;             // canonical; empty = not read
  };
  struct Answering {
    std::string cited, cited_day;   // an id or a number key; the day the citation prints, if any
    std::string id, issued, issuer;
  };
  std::string as_of_;
  std::vector<Waiting> waiting_;
  std::vector<Answering> answering_;
};

}  // namespace sohoa
