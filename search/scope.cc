#include "search/scope.hh"

#include <algorithm>

#include "core/field_table.hh"
#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

/// The term itself, and the longer ones it begins with a space behind: the dossiers that lie in it.
void add_terms_below(const Xapian::Database& index, const std::string& term, std::vector<Xapian::Query>& out) {
  out.emplace_back(term);
  const std::string below = term + ' ';
  for (auto i = index.allterms_begin(below); i != index.allterms_end(below); ++i) out.emplace_back(*i);
}

}  // namespace

bool lies_in(std::string_view dossier, const std::vector<std::string>& roots) {
  return roots.empty() || std::ranges::any_of(roots, [&](const std::string& root) {
           return dossier.starts_with(root) && (dossier.size() == root.size() || dossier[root.size()] == '/');
         });
}

Xapian::Query within(const Xapian::Query& query, const Scope& scope, const Xapian::Database& index) {
  Xapian::Query out = query;
  if (!scope.dossiers.empty()) {
    std::vector<Xapian::Query> allowed;
    for (const std::string& root : scope.dossiers) add_terms_below(index, schema::value_term(schema::kDossier, root), allowed);
    out = Xapian::Query(Xapian::Query::OP_FILTER, out, Xapian::Query(Xapian::Query::OP_OR, allowed.begin(), allowed.end()));
  }
  if (!scope.secret) {
    const std::string prefix = schema::field_prefix(spec_of(FieldId::secrecy));
    std::vector<Xapian::Query> marks;
    for (auto i = index.allterms_begin(prefix); i != index.allterms_end(prefix); ++i) marks.emplace_back(*i);
    if (!marks.empty()) out = Xapian::Query(Xapian::Query::OP_AND_NOT, out, Xapian::Query(Xapian::Query::OP_OR, marks.begin(), marks.end()));
  }
  return out;
}

}  // namespace sohoa::search
