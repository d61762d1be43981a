#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/join_weights.hh"
#include "core/data_files.hh"
#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// Who checks what: the outgoing office (văn thư), the archive that takes digitized dossiers over, the one-stop shop. A finding about
/// an open archive belongs to all.
enum class Profile { office, archive, one_stop };
std::string_view name(Profile);
std::optional<Profile> profile_named(std::string_view);

/// A row of data/rules.csv. A document dated outside of `from`..`until` (ISO days, may be empty) is not judged by it.
struct CheckRule {
  std::string id;
  Severity severity = Severity::warning;
  std::set<Profile> profiles;
  std::string from, until, basis, certainty;
  std::string vi, en;  // what it asks for, in a sentence
  std::map<std::string, std::string> parameters;
  std::string source;

  const std::string& explanation(std::string_view language) const { return language == "vi" ? vi : en; }
  /// A number among the parameters; the table was checked to have it.
  double parameter(const std::string& name) const;
  /// The parts of a parameter, which ';' parts: "NĐ;TT".
  std::vector<std::string> list(const std::string& name) const;
};

/// A row of data/act_validity.csv: an act that is no longer, or not always, in force.
struct ActValidity {
  std::string number, name, from, until, replaced_by;
  bool confirmed = false;
};

/// What the checks know; immutable after loading.
struct Rulebook {
  std::vector<CheckRule> rules;
  std::map<std::string, ActValidity> acts;  // by number_key()
  JoinWeights join_weights;
  Knowledge known;

  const CheckRule* rule(std::string_view id) const;
  /// Fails with bad_data and the row when a table lacks a column or says nonsense.
  static Result<Rulebook> load(const std::filesystem::path& data_folder);
};

}  // namespace sohoa
