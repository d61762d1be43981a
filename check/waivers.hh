#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "check/finding.hh"
#include "core/record_json.hh"

namespace sohoa {

/// What a person lets pass: the findings of a rule on a document, with the reason. Kept in the journal; undone by another entry.
struct Waiver {
  std::string rule, id, reason, who, time;  // ISO 8601
};

/// Those that hold, by rule and document; entries of other kinds are passed over.
std::vector<Waiver> waivers_of(std::span<const Json> journal);

Json waiver_entry(const Waiver&);
/// Only rule, id, who and time count.
Json withdrawn_waiver_entry(const Waiver&);

/// Takes the waived out of the findings and returns them.
std::vector<Finding> take_waived(std::vector<Finding>&, const std::vector<Waiver>&);

}  // namespace sohoa
