#pragma once
#include <string_view>
#include <xapian.h>

namespace sohoa::search {

/// Documents related to one of the index: that share its citations, cite it or are cited by it, or have its telling words; not
/// itself. An empty query when the index has no such document. Not for headers outside search/.
Xapian::Query like_query(const Xapian::Database&, std::string_view id);

}  // namespace sohoa::search
