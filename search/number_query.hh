#pragma once
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace sohoa::search {

/// The document of this number first, then those whose number may also be read so, then those that cite it: each step weighs
/// far more than words do. When no document has or may have it, `notes` says so, and those one letter away take its place unless it
/// is cited.
/// Not for headers outside search/: it shows Xapian.
Xapian::Query number_query(const Xapian::Database&, std::string_view number, std::vector<std::string>& notes);

/// Documents with this number, or those citing it, by the prefix of a filter; near ones as above.
Xapian::Query number_filter(const Xapian::Database&, std::string_view prefix, std::string_view number, std::vector<std::string>& notes);

/// Whether some number, of a document or cited, has all the parts of this one.
bool some_number_has(const Xapian::Database&, std::string_view number);

/// Whether a document has just this number, and nobody need guess.
bool is_known_number(const Xapian::Database&, std::string_view number);

}  // namespace sohoa::search
