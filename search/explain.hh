#pragma once
#include <string>
#include <vector>
#include <xapian.h>

#include "indexer/word_forms.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// How a query was understood, a line a clause, for people. Not for headers outside search/.
std::vector<std::string> explained(const QueryTree&, const Xapian::Database&, WordForms&);

}  // namespace sohoa::search
