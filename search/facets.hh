#pragma once
#include <vector>
#include <xapian.h>

#include "indexer/schema.hh"
#include "search/search.hh"

namespace sohoa::search {

/// Counts while matching. Xapian shows it every match up to the number a query asks it to look at for certain. It is the spy that
/// a xapian-tcpsrv knows, too: a remote index counts its own matches. Not for headers outside search/.
class FacetSpy : public Xapian::ValueCountMatchSpy {
 public:
  FacetSpy() : ValueCountMatchSpy(schema::kFacetSlot) {}
  /// At most `most` values each.
  std::vector<FacetCounts> counts(std::size_t most) const;
};

}  // namespace sohoa::search
