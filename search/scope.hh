#pragma once
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "search/search.hh"

namespace sohoa::search {

/// The query kept to what the scope shows. Dossiers whose names differ in marks or strokes only are told apart by lies_in() on the
/// hits. Not for headers outside search/.
Xapian::Query within(const Xapian::Query&, const Scope&, const Xapian::Database&);

}  // namespace sohoa::search
