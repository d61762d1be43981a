#pragma once
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

#include "indexer/word_forms.hh"
#include "search/query_tree.hh"
#include "search/rerank.hh"
#include "search/snippet.hh"

namespace sohoa::search {

/// The value of a field that the query names, and what a document with it gets.
struct NamedValue {
  std::string term;
  double weight = 0.0;
};

/// A tree in the index's terms. Not for headers outside search/: it shows Xapian.
struct BuiltQuery {
  Xapian::Query every;             // documents with every word
  Xapian::Query some;              // documents with some, the better ones first
  bool want_every = false;         // few words: try `every` first
  bool ranked = false;             // false: only filters, so the newest come first
  bool has_number = false;         // a number decides the order
  Wanteds wanteds;                 // what to show of a hit
  std::vector<AskedWord> asked;    // the words in their order, for those that look at the text
  std::vector<NamedValue> named;   // types, issuers, signers, years and days
  std::vector<std::pair<std::string, Xapian::Query>> parts;  // what must hold together: as printed, and its documents; all words are one
  std::vector<std::string> notes;
};

BuiltQuery build_query(const QueryTree&, const Xapian::Database&, WordForms&);

}  // namespace sohoa::search
