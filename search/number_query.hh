#pragma once
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "search/query_tree.hh"

namespace sohoa::search {

/// The document of this number first, then those whose number may also be read so, then those that cite it: each step weighs
/// far more than words do. When no document has or may have it, those one letter away take its place, and `notes` says so.
/// Not for headers outside search/: it shows Xapian.
Xapian::Query number_query(const Xapian::Database&, std::string_view number, std::vector<std::string>& notes);

/// Documents with this number, or those citing it, by the prefix of a filter; near ones as above.
Xapian::Query number_filter(const Xapian::Database&, std::string_view prefix, std::string_view number, std::vector<std::string>& notes);

/// Words that are a document number without its strokes ("1040 qd ubnd", "số 1040", "qd 1040") made one number, where the index
/// knows such numbers.
QueryTree with_numbers(const QueryTree&, const Xapian::Database&);

}  // namespace sohoa::search
