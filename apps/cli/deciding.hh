#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "apps/cli/commands.hh"
#include "core/store/decisions.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa::cli {

/// Who decides, for the commands that write to the journal.
struct Decider {
  std::string who;  // --who, else $USER
};
void add_decider(CLI::App& command, Decider&);

/// The person as the journal names them; usage when nobody is named.
Result<std::string> name_of(const Decider&);

/// Now, in UTC, ISO 8601.
std::string now();

/// Writes the decisions down and makes them hold (decide() of ingest), telling on stderr what is to be told.
Result<void> make_hold(const std::filesystem::path& kho, const std::vector<Json>& entries, const Knowledge&);

/// The id of the one document meant; not_found, or usage when several are.
Result<std::string> one_id(const std::filesystem::path& kho, const std::string& wanted);

/// The document with its pages, as it is now.
Result<Document> document_now(const std::filesystem::path& kho, const std::string& id);

}  // namespace sohoa::cli
