#pragma once
#include <array>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "core/text/string_map.hh"
#include "indexer/schema.hh"
#include "search/search.hh"

namespace sohoa::search {

/// Counts while matching. Xapian shows it every match up to the number a query asks it to look at for certain. To a xapian-tcpsrv it
/// is the spy that one knows: a remote index counts whole packed values, which are taken apart here. Not for headers outside search/.
class FacetSpy : public Xapian::ValueCountMatchSpy {
 public:
  FacetSpy() : ValueCountMatchSpy(schema::kFacetSlot) {}
  void operator()(const Xapian::Document&, double weight) override;
  /// At most `most` values each, the most frequent first. Once, after matching.
  std::vector<FacetCounts> counts(std::size_t most);

 private:
  void add(std::string_view packed, std::size_t times);

  std::array<text::StringMap<std::size_t>, schema::kFacets.size()> counts_;
};

}  // namespace sohoa::search
