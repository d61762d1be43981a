#include "apps/server/visible.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/text/identity.hh"
#include "indexer/schema.hh"

namespace sohoa::server {

bool may_see(const Account& person, std::string_view dossier, bool secret) {
  return (!secret || person.cleared) && search::lies_in(dossier, person.dossiers);
}

bool may_see(const Account& person, const Document& document) { return may_see(person, document.dossier, schema::is_secret(document)); }

search::Scope scope_of(const Account& person) { return {person.dossiers, person.cleared}; }

bool masked_for(const Account& person) { return person.rank == Rank::reader; }

Result<std::shared_ptr<const Document>> document_for(FreshArchive& archive, const Account& person, const std::string& wanted) {
  std::vector<std::shared_ptr<const Document>> seen;
  for (const std::string& id : TRY(archive.find(wanted)))
    if (auto document = TRY(archive.document(id)); may_see(person, *document)) seen.push_back(std::move(document));
  if (seen.empty()) return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the archive has no document {}")), wanted));
  if (seen.size() == 1) return seen.front();
  std::string ids;
  for (const auto& document : seen) ids += (ids.empty() ? "" : ", ") + document->id;
  return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} means several documents: {}")), wanted, ids), tr("Give a whole id."));
}

void hide_identity_numbers(Json& json) {
  if (json.is_string()) {
    json = text::without_identity_numbers(json.get_ref<const std::string&>(), true);
  } else if (json.is_structured()) {
    for (Json& part : json) hide_identity_numbers(part);
  }
}

}  // namespace sohoa::server
