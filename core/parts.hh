#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"

namespace sohoa {

// One file may hold several documents, one document may lie in several files. A document is named by where it begins: the first
// 16 digits of the file's SHA-256, and "-3" behind them when it begins on page 3, so that its id outlives other cuts and joins.

std::string document_id(std::string_view sha256, int first_page);
/// The 16 digits of the file it begins in.
std::string file_of_id(std::string_view id);
/// The page of the file it begins on; 1 when the id names none.
int first_page_of_id(std::string_view id);

/// Adds the pages of the next file behind those there are. Pages of a document are numbered as in its first file and go on through
/// the others: page p of the next file becomes the last number so far + p.
void add_pages(std::vector<Page>& pages, std::vector<Page> next);

/// Where page `n` of a document lies.
struct PagePlace {
  std::size_t source = 0;
  int page = 0;  // of that file; 0 = the document has no such page
};
PagePlace place_of_page(const Document&, int n);

}  // namespace sohoa
