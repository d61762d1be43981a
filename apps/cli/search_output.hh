#pragma once
#include <string>

#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "report/hit_rows.hh"
#include "search/search.hh"

namespace sohoa::cli {

/// One document found, as docs/record.md promises it; `whole` with type, issuer and dossier. With the archive the hit is from,
/// also where on its page the found words stand.
Json to_json(const search::Hit&, bool whole, const Archive*);
/// The answer to a query; `archive` as above, of the first place.
Json to_json(const std::string& query, const search::Hits&, bool whole, const Archive* archive);

/// For people: number, date, type and issuer in columns, a question mark behind what must still be looked at; subject and
/// passage below. `from` is the rank of the first.
void put_table(const std::vector<search::Hit>&, std::size_t from);
/// A line a facet: its values with their counts.
void put_facets(const search::Hits&);

}  // namespace sohoa::cli
