#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/finding.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// Documents that arrived (they bear the stamp ĐẾN), order something by a day that is past, and are cited by no later document of the
/// archive: the list of overdue incoming documents. Documents are shown to it one by one, then it is asked.
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
  };
  struct Answering {
    std::string cited, id, issued;  // an id or a number key
  };
  std::string as_of_;
  std::vector<Waiting> waiting_;
  std::vector<Answering> answering_;
};

}  // namespace sohoa
