#pragma once
#include <vector>

#include "check/finding.hh"
#include "check/rulebook.hh"

namespace sohoa {

/// What the rules of the profiles (none = all) have against one document. Rules that look at print want its pages; without them they say nothing.
/// Thread-safe.
std::vector<Finding> check_document(const Document&, const Rulebook&, const std::set<Profile>& profiles = {});

/// Whether the rule is asked for.
bool wanted(const CheckRule&, const std::set<Profile>& profiles);

/// A finding with the document's names in it.
Finding finding_of(const Document&, const CheckRule&, Evidence where, std::string message, bool certain, std::string about = {});

}  // namespace sohoa
