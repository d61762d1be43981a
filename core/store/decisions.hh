#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/document.hh"
#include "core/record_json.hh"

namespace sohoa {

/// What a person says a field is. No values = the document has none.
struct Correction {
  std::vector<std::string> values;
  std::map<std::string, std::string> extra;  // additions of the field that go with the value ("code")
  std::string who, time;                     // ISO 8601
};

/// Why a document is no longer shown: taken out, or replaced by a better scan (`replaced_by`, the id of its first document).
struct Withdrawal {
  std::string who, time, reason, replaced_by;
};

/// What holds of all that people decided: of several decisions about one thing the last that was not taken back.
struct Decisions {
  std::map<std::pair<std::string, FieldId>, Correction> corrections;  // by document
  std::map<std::string, std::vector<int>> cuts;                       // by file (file_of_id): where its documents begin
  std::map<std::string, std::vector<int>> kept_cuts;                  // the program's own, which decisions about parts of the file lean on
  std::map<std::string, std::vector<std::string>> joins;              // by the id the whole keeps: all ids, that one first
  std::map<std::string, Withdrawal> withdrawals;                      // by document
};

std::set<std::string> withdrawn_ids(const Decisions&);

/// Where documents of the file begin: what a person cut, else what was kept; nothing where the evidence of the pages may say it anew.
std::optional<std::vector<int>> cuts_of(const Decisions&, const std::string& file);

/// Decisions about a document of the file that is not among `ids`, those the file gives: nothing says any more what they are about.
std::vector<std::string> lost_ids(const Decisions&, const std::string& file, const std::set<std::string>& ids);

/// Reads entries of the journal. Those of other kinds, or of a shape unknown here, are passed over.
Decisions decisions_of(std::span<const Json> journal);

/// Whether a person has said just that of the field before.
bool holds_already(const Field&, const Correction&);

/// Gives the document the corrections of its fields: status `corrected`, who and when ("by", "at"); what the machine read stays as a
/// candidate.
void apply_corrections(Document&, const Decisions&);

// Entries of the journal. `at` of a cut are all pages on which a document of the file begins, 1 among them.
Json correction_entry(const std::string& id, FieldId, const Correction&);
Json withdrawn_correction_entry(const std::string& id, FieldId, const std::string& who, const std::string& time);
Json cut_entry(const std::string& file, const std::vector<int>& at, const std::string& who, const std::string& time);
/// The cuts as they are stay, whatever later versions find, because somebody decided something about a part.
Json kept_cuts_entry(const std::string& file, const std::vector<int>& at, const std::string& who, const std::string& time);
Json withdrawn_cut_entry(const std::string& file, const std::string& who, const std::string& time);
Json join_entry(const std::vector<std::string>& ids, const std::string& who, const std::string& time);
Json withdrawn_join_entry(const std::string& id, const std::string& who, const std::string& time);
/// A replacement when `replaced_by` is set.
Json withdrawal_entry(const std::string& id, const Withdrawal&);
/// Takes the last withdrawal or replacement back.
Json restoration_entry(const std::string& id, const std::string& who, const std::string& time);

}  // namespace sohoa
