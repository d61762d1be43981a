#pragma once
#include <xapian.h>

#include "search/abbreviations.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// Words that are a document number as people type it, made one number where the index knows such numbers: without its strokes
/// ("1040 qd ubnd", "số 1040", "qd 1040"), its parts run together ("715QĐ-UBND", "715qdubnd"), or named by its type
/// ("quyết định 715"). Not for headers outside search/: it shows Xapian.
QueryTree with_numbers(const QueryTree&, const Xapian::Database&, const Abbreviations&);

}  // namespace sohoa::search
