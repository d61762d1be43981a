#pragma once
#include <string>

#include "core/document.hh"

namespace sohoa {

/// What a rule has against a document, with the place on the paper. `severity` is the rule's, or `notice` where the reading it leans on
/// is not certain: not legible is not missing.
struct Finding {
  std::string rule;
  Severity severity = Severity::notice;
  bool certain = false;
  std::string id, number, dossier, path;  // of the document; `number` as read
  Evidence where;                         // its `rule` is the one of extraction that read the place
  std::string message;                    // in the user's language
  std::string about;                      // tells the findings of one rule on one document apart, in no language: a cited number
};

/// By which a finding is known again in another run.
std::string key_of(const Finding&);

/// The worst first, then by rule, dossier, file and page.
bool before(const Finding&, const Finding&);

}  // namespace sohoa
