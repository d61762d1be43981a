#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

/// Keys keep the order of docs/record.md, so that records compare byte for byte.
using Json = nlohmann::ordered_json;

Json to_json(const Page&);
Json to_json(const Issue&);
Json to_json(const Table&);
Json to_json(const Signature&);
/// The record of docs/record.md. `with_pages` adds `pages` and `text`, as `read` and `show` do.
Json to_json(const Document&, bool with_pages = false);

/// Inverse of to_json; fails with bad_data on anything of another shape.
Result<Page> page_from_json(const Json&);
Result<Document> document_from_json(const Json&);

}  // namespace sohoa
