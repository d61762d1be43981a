#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/document.hh"
#include "core/record_json.hh"

namespace sohoa {

/// How the machine and people agree about a field: of doubtful fields that people decided, and of accepted ones drawn at random and
/// compared with the paper.
struct FieldAgreement {
  int decided = 0, agreed = 0;  // the person chose what the machine liked best
  int drawn = 0, wrong = 0;     // accepted and wrong: silent errors
};

/// Counts the decisions about a document.
void count_decisions(const Document&, std::map<FieldId, FieldAgreement>&);

/// The journal's entry for a drawn field; entries of other kinds count for nothing.
Json sample_entry(const std::string& id, FieldId, bool agrees, const std::string& who, const std::string& time);
void count_sample(const Json& entry, std::map<FieldId, FieldAgreement>&);

/// Between which shares the truth lies with 95 % (Wilson's interval); nothing when none was drawn.
std::optional<std::pair<double, double>> share_bounds(int of_these, int drawn);

/// What the drawn fields say of silent errors, in words with both numbers. Corrections say nothing here: people look where they have
/// a reason, so only what chance drew speaks for the rest.
std::string silent_errors_text(const std::map<FieldId, FieldAgreement>&);

}  // namespace sohoa
