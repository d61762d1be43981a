#pragma once
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

#include "indexer/schema.hh"
#include "search/search.hh"

namespace sohoa::search {

/// Counts while matching. Xapian shows it every match up to the number a query asks it to look at for certain. Not for headers
/// outside search/.
class FacetSpy : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document&, double) override;
  std::size_t seen() const { return seen_; }
  /// At most `most` values each.
  std::vector<FacetCounts> counts(std::size_t most) const;

 private:
  std::unordered_map<std::string, std::size_t> packed_;
  std::size_t seen_ = 0;
};

}  // namespace sohoa::search
