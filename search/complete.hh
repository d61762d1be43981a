#pragma once
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "indexer/word_forms.hh"

namespace sohoa::search {

/// The query with its last word, or the document number that is all of it, typed to the end: those that most documents have, best
/// beside the word before. Not for headers outside search/.
std::vector<std::string> completions(const Xapian::Database&, WordForms&, std::string_view typed, std::size_t most);

}  // namespace sohoa::search
