#pragma once
#include <map>
#include <string>
#include <vector>

#include "check/finding.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// What several documents say together: a number issued twice, a document that lies there twice, numbers left out. Documents are shown
/// to it one by one, then it is asked.
class NumberSeries {
 public:
  void add(const Document&, const Rulebook&);
  std::vector<Finding> findings(const Rulebook&, const std::set<Profile>&) const;

 private:
  struct Numbered {
    std::string id, number, dossier, path, day, subject;
    Evidence where;
    bool certain = false;
  };
  Finding finding_at(const Numbered&, const CheckRule&, std::string message, bool certain, std::string about) const;
  std::map<std::string, std::vector<Numbered>> same_;          // by issuer, year and number
  std::map<std::string, std::map<int, Numbered>> series_;      // by issuer, year and symbol: number → document
};

}  // namespace sohoa
