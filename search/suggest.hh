#pragma once
#include <string>
#include <vector>
#include <xapian.h>

#include "indexer/word_forms.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// "Did you mean": the query with words that no document has replaced by words it surely has, which Telex or VNI keys stand for
/// or which are one letter away and fit their neighbours; empty when there is nothing better. Only words of the index's
/// dictionary are proposed, never recognition noise. Not for headers outside search/.
std::string suggestion(const QueryTree&, const Xapian::Database&, WordForms&);

}  // namespace sohoa::search
