#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "core/store/database.hh"

namespace sohoa::store {

/// The document as stored, with the other paths of its content; not_found when there is none.
Result<Document> load_document(Database&, const std::string& id, bool with_pages);

/// The same without tables, other paths and pages: what lists are made of.
Result<Document> load_record(Database&, const std::string& id);

/// The shown paths of the files that have a content besides the first.
std::vector<std::string> load_duplicates(Database&, const std::string& sha256);

/// The document as its own file gives it, joined or not, with its pages there; not_found when there is none.
Result<Document> load_part(Database&, const std::string& id);

/// The pages of a content that were read, by number.
Result<std::vector<Page>> load_pages(Database&, const std::string& sha256, const std::string& reading);

/// Adds or replaces the record and marks it as not indexed. `withdrawn`: a person took it out.
void save_document(Database&, const Document&, const std::string& sha256, const std::string& reading,
                   const std::string& extraction, bool withdrawn);

}  // namespace sohoa::store
