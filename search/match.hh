#pragma once
#include <cstddef>
#include <vector>
#include <xapian.h>

#include "search/facets.hh"
#include "search/search.hh"

namespace sohoa::search {

/// What is wanted of the matches of a query. Not for headers outside search/: it shows Xapian.
struct MatchWish {
  Xapian::Query query;
  bool ranked = true;  // by the words; false: only filters, so the newest come first
  HitOrder order = HitOrder::relevance;
  Xapian::doccount first = 10;        // so many of the best …
  Xapian::doccount exact_up_to = 0;   // … and matches counted for certain
  bool facets = false;
};

struct MatchedDocument {
  Xapian::docid id = 0;
  double weight = 0.0;
  Xapian::Document document;
};

struct Matches {
  std::vector<MatchedDocument> best;
  std::size_t estimated = 0, at_least = 0, at_most = 0;
  double best_weight = 0.0;
  FacetTally facets;
};

/// The matches, the best first. Given `again`, another handle of the same state of the same single index, two threads look through one
/// half of the documents each where the order is by relevance: order and weights are the same, totals and facets where they are exact.
Matches matches_of(const Xapian::Database& index, const Xapian::Database* again, const MatchWish&);

}  // namespace sohoa::search
