#pragma once
#include <string>
#include <string_view>

#include "apps/server/fresh_archive.hh"
#include "apps/server/request.hh"
#include "core/document.hh"
#include "core/store/people.hh"
#include "search/search.hh"

namespace sohoa::server {

/// Whether a person may know that a document is there.
bool may_see(const Account&, std::string_view dossier, bool secret);
bool may_see(const Account&, const Document&);
search::Scope scope_of(const Account&);

/// Readers see identity numbers hidden.
bool masked_for(const Account&);

/// The document meant by an id, the beginning of one, or a number, as this person may see it; not_found also where it may not be
/// seen, so that nobody learns of it; usage when several are meant.
Result<std::shared_ptr<const Document>> document_for(FreshArchive&, const Account&, const std::string& wanted);

/// All texts of a JSON value without identity numbers.
void hide_identity_numbers(Json&);

}  // namespace sohoa::server
