#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "check/finding.hh"
#include "check/join_weights.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// Documents that are likely one which lies in several files, in the order of their pages, and why. `sure`: numbers of pages or a
/// sentence go on from each file to the next, and only the last one ends.
struct JoinProposal {
  std::vector<std::string> ids, paths;
  std::string dossier, number;  // of the first
  int last_page = 0;            // of the first, where it goes on
  double confidence = 0.0;
  bool sure = false, secret = false;  // secret: one of them bears such a mark
  std::string reasons;  // in the user's language
};

/// Finds documents over several files: documents are shown to it one by one, then it is asked. Only neighbours in a folder, by their names, are
/// compared, and nothing is proposed for what has a header, a title or the heading of an appendix, or what people have joined.
class JoinProposals {
 public:
  explicit JoinProposals(const JoinWeights& weights) : weights_(weights) {}
  void add(const Document&);
  /// By dossier and path.
  std::vector<JoinProposal> proposals() const;
  /// The same as findings: `document.continues`, on the first of the documents. Without those of secret ones: who may see the first may
  /// not know of its neighbours.
  std::vector<Finding> findings(const Rulebook&, const std::set<Profile>&) const;

 private:
  struct Part {
    std::string id, number, dossier, path;
    int first_page = 1, last_page = 1;  // of the file
    Ends ends;
    bool joined = false, secret = false;
  };
  struct Link;
  Link link_of(const Part&, const Part&) const;

  JoinWeights weights_;
  std::map<std::string, std::vector<Part>> folders_;
};

}  // namespace sohoa
