#pragma once
#include <array>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "core/text/string_map.hh"
#include "indexer/schema.hh"
#include "search/search.hh"

namespace sohoa::search {

/// How many documents have which value of which facet.
class FacetTally {
 public:
  /// The values of a document as the index packs them, so many times.
  void add(std::string_view packed, std::size_t times);
  /// What was counted of other documents.
  void add(const FacetTally&);
  /// At most `most` values each, the most frequent first.
  std::vector<FacetCounts> counts(std::size_t most) const;

 private:
  std::array<text::StringMap<std::size_t>, schema::kFacets.size()> counts_;
};

/// Counts while matching. Xapian shows it every match up to the number a query asks it to look at for certain. To a xapian-tcpsrv it
/// is the spy that one knows: a remote index counts whole packed values, which are taken apart here. Not for headers outside search/.
class FacetSpy : public Xapian::ValueCountMatchSpy {
 public:
  FacetSpy() : ValueCountMatchSpy(schema::kFacetSlot) {}
  void operator()(const Xapian::Document&, double weight) override;
  /// Once, after matching.
  FacetTally tally();

 private:
  FacetTally seen_;
};

}  // namespace sohoa::search
