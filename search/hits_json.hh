#pragma once
#include <string>

#include "core/record_json.hh"
#include "search/search.hh"

namespace sohoa::search {

/// One document found, as docs/record.md promises it; `whole` with type, issuer and dossier.
Json to_json(const Hit&, bool whole);
/// The answer to a query.
Json to_json(const std::string& query, const Hits&, bool whole);

}  // namespace sohoa::search
