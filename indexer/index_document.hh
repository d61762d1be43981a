#pragma once
#include <cstddef>
#include <xapian.h>

#include "core/document.hh"
#include "indexer/word_forms.hh"
#include "indexer/word_tables.hh"

namespace sohoa {

/// A document with its pages as Xapian keeps it. Its words are told to the index it is for, through `tables`; `text_bytes`
/// becomes the size of the text. Not for headers outside indexer/.
Xapian::Document index_document(const Document&, WordForms&, WordTables& tables, Xapian::WritableDatabase& index, std::size_t& text_bytes);

}  // namespace sohoa
