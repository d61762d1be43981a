#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa {

// Entries for the journal by which people cut files and join documents, checked against what the archive holds. Fail with usage when
// the wish makes no sense, not_found when there is nothing to take back. `time` is ISO 8601.

/// The documents that begin in a file (file_of_id), by their first page; joined parts are not among them.
Result<std::vector<Document>> documents_in(const std::filesystem::path& kho, const std::string& file);

/// Further documents begin on these pages of the file that the document lies in.
Result<Json> cut_before(const std::filesystem::path& kho, const std::string& id, const std::vector<int>& pages, const std::string& who,
                        const std::string& time);
/// Documents of the file begin on these pages and on no others.
Result<Json> cut_anew(const std::filesystem::path& kho, const std::string& file, std::vector<int> at, const std::string& who, const std::string& time);
/// What a person cut is as it was before; what the program cut, this person says is one.
Result<Json> take_cut_back(const std::filesystem::path& kho, const std::string& file, const std::string& who, const std::string& time);

/// One document of several, in this order; parts of one file must follow each other.
Result<Json> join_in_order(const std::filesystem::path& kho, const std::vector<std::string>& ids, const std::string& who, const std::string& time);
Result<Json> take_join_back(const std::filesystem::path& kho, const std::string& id, const std::string& who, const std::string& time);

}  // namespace sohoa
