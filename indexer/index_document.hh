#pragma once
#include <cstddef>
#include <functional>
#include <xapian.h>

#include "core/document.hh"
#include "indexer/word_forms.hh"

namespace sohoa {

/// A document with its pages as Xapian keeps it, all but the term of its id. `seen` is told of every word that stands with a
/// position; `text_bytes` becomes the size of the text. Not for headers outside indexer/.
Xapian::Document index_document(const Document&, WordForms&, const std::function<void(const WordForm&)>& seen, std::size_t& text_bytes);

}  // namespace sohoa
