#pragma once
#include <string>
#include <vector>

#include "check/finding.hh"

namespace sohoa {

/// Findings of one rule and severity for one reason, so that a habit does not drown the rest.
struct FoldedFindings {
  std::vector<const Finding*> all;  // in their order, at least one; the findings must outlive this
  std::string reason;               // what they say, without what each quotes and without days
};

/// The worst severity first, of one severity what was found least often; fewer than three stay single.
std::vector<FoldedFindings> folded(const std::vector<Finding>&);

/// What is printed of them: the message of a single one, or how often and why.
std::string said_of(const FoldedFindings&);
/// The documents by number, or id where none was read; of many the first three.
std::string documents_of(const FoldedFindings&);

}  // namespace sohoa
