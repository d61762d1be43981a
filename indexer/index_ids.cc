#include "indexer/index_ids.hh"

#include <fmt/format.h>
#include <xapian.h>

#include "core/language.hh"
#include "indexer/schema.hh"

namespace sohoa {

Result<std::set<std::string>> ids_in_index(const std::filesystem::path& index) {
  if (!std::filesystem::exists(index))
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no index at {}")), index.string()), tr("Make it: sohoa index --rebuild"));
  try {
    const Xapian::Database database(index.string());
    std::set<std::string> ids;
    const auto add = [&](std::string term) { ids.insert(term.substr(schema::kId.size())); };
    for (auto term = database.allterms_begin(std::string(schema::kId)); term != database.allterms_end(std::string(schema::kId)); ++term) add(*term);
    const std::string withheld(schema::kWithheldKey);
    for (auto key = database.metadata_keys_begin(withheld); key != database.metadata_keys_end(withheld); ++key) add((*key).substr(withheld.size()));
    return ids;
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), index.string(), e.get_msg()), tr("Rebuild it: sohoa index --rebuild"));
  }
}

}  // namespace sohoa
